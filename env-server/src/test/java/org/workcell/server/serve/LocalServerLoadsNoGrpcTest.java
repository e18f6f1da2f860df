package org.workcell.server.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.server.EventLog;
import org.workcell.testing.FakeSuite;

/** gRPC's classes are for servers that listen on a port. */
class LocalServerLoadsNoGrpcTest {

  /** What the program must have loaded, or the test would show nothing. */
  private static final String SERVER = "org.workcell.server.local.LocalServer ";

  @TempDir private Path folder;

  /** A server on the socket that is named, which ends at once. */
  static final class Program {
    public static void main(String[] arguments) {
      try (EventLog log = new EventLog(System.err, EventLog.Level.ERROR)) {
        ServerOptions options = ServerOptions.local(Path.of(arguments[0]));
        EnvironmentServer.start(FakeSuite.registry(), options, log).close();
      }
    }
  }

  @Test
  @Timeout(60)
  void aServerOnASocketLoadsNoGrpc() throws IOException, InterruptedException {
    Path output = folder.resolve("classes.txt");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                folder.resolve("socket").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(program.waitFor(50, TimeUnit.SECONDS));
    List<String> lines = Files.readAllLines(output);
    assertEquals(0, program.exitValue(), () -> lines.get(lines.size() - 1));
    assertTrue(lines.stream().anyMatch(line -> line.contains(SERVER)));
    assertEquals(
        List.of(),
        lines.stream()
            .filter(line -> line.contains("io.grpc.") || line.contains("com.google.protobuf."))
            .toList());
  }
}
