package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.server.client.LocalConnection;
import org.workcell.server.client.OpenRequest;
import org.workcell.server.client.RemoteVectorEnvironment;
import org.workcell.server.client.ServerInfo;

/** What {@code serve} refuses, what it says, and how it ends. */
@Timeout(60)
class ServeCommandTest {

  @TempDir Path folder;

  /** A server in a process of its own. */
  private Process start(String... arguments) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    // Java ignores interrupts if whoever started the tests does, as shells do in the background.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
    command.addAll(List.of("-cp", classPath));
    String natives = System.getProperty("org.bytedeco.javacpp.cachedir");
    if (natives != null) {
      command.add("-Dorg.bytedeco.javacpp.cachedir=" + natives);
    }
    command.addAll(List.of(Workcell.class.getName(), "serve", "--shm-dir", folder.toString()));
    command.addAll(List.of("--listen", "unix:" + folder.resolve("run/socket"), "--workers", "1"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(folder.resolve("log").toFile()).start();
  }

  private static JsonNode firstLine(Process server) throws IOException {
    return new ObjectMapper().readTree(server.inputReader().readLine());
  }

  private static int get(String url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void itServesUntilItsParentIsGone() throws Exception {
    Path ready = folder.resolve("ready");
    Process server =
        start("--exit-with-parent", "--http", "127.0.0.1:0", "--ready-file", ready.toString());
    try {
      JsonNode line = firstLine(server);
      assertEquals(line, new ObjectMapper().readTree(ready.toFile()));
      assertEquals(server.pid(), line.get("pid").asLong());
      Path socket = Path.of(line.get("listening").get(0).asText().substring("unix:".length()));
      assertEquals(200, get(line.get("http").asText() + "/readyz"));
      assertEquals(404, get(line.get("http").asText() + "/other"));
      try (LocalConnection connection = LocalConnection.to(socket)) {
        ServerInfo info = ServerInfo.hello(connection, Optional.empty(), "test");
        assertEquals(1, info.workers());
        OpenRequest request = OpenRequest.of(List.of("metaworld/reach-v3"), 2);
        RemoteVectorEnvironment vector = RemoteVectorEnvironment.open(connection, request);
        vector.reset(0);
        vector.step();
        server.getOutputStream().close();
        assertTrue(server.waitFor(20, TimeUnit.SECONDS));
      }
      assertEquals(ExitStatus.OK, server.exitValue());
      assertEquals(List.of("log"), files());
      List<String> events = events();
      assertEquals("listening", events.get(0));
      assertTrue(events.containsAll(List.of("connected", "stopping", "disconnected")));
      assertEquals("stopped", events.get(events.size() - 1));
    } finally {
      server.destroyForcibly();
    }
  }

  private List<String> events() throws IOException {
    List<String> events = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("log"))) {
      JsonNode event = new ObjectMapper().readTree(line);
      assertFalse(event.get("time").asText().isEmpty());
      assertFalse(event.get("level").asText().isEmpty());
      events.add(event.get("event").asText());
    }
    return events;
  }

  @Test
  void anInterruptEndsItInOrder() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "secret");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    Process server =
        start("--log-level", "error", "--listen", "0.0.0.0:0", "--token-file", token.toString());
    try {
      JsonNode listening = firstLine(server).get("listening");
      assertEquals(2, listening.size());
      assertTrue(listening.get(1).asText().matches(".*:[1-9]\\d*"), listening.toString());
      new ProcessBuilder("kill", "-INT", String.valueOf(server.pid())).start().waitFor();
      assertTrue(server.waitFor(20, TimeUnit.SECONDS));
      assertEquals(ExitStatus.INTERRUPTED, server.exitValue());
      assertEquals(Set.of("log", "token"), Set.copyOf(files()));
      assertEquals("", Files.readString(folder.resolve("log")));
    } finally {
      server.destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--listen 0.0.0.0:0 | --token-file",
        "--listen nonsense | HOST:PORT",
        "--listen 127.0.0.1:70000 | 0..65535",
        "--tls-cert /dev/null | --tls-key",
        "--shm-dir /nowhere/at/all | no folder",
        "--assets somewhere | NAME=DIR",
        "--max-envs 0 | positive",
        "--workers 0 | --workers",
        "--idle-exit 0 | --idle-exit",
        "--idle-seconds -1 | 0 s or more",
        "--log-level loud | debug, info, warn or error",
        "--token-file /nowhere | cannot be read",
        "--http here | HOST:PORT"
      })
  void badInputIsOneLine(String arguments, String part) {
    Invocation invocation = Invocation.of((Object[]) ("serve " + arguments).split(" +"));
    assertEquals(ExitStatus.BAD_INPUT, invocation.status(), invocation.err());
    assertEquals(1, invocation.err().lines().count(), invocation.err());
    assertTrue(invocation.err().contains(part), invocation.err());
    assertEquals("", invocation.out());
  }

  @Test
  void aTokenThatOthersMayReadIsRefused() throws IOException {
    Path token = Files.write(folder.resolve("token"), "secret".getBytes(StandardCharsets.UTF_8));
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    Invocation invocation = Invocation.of("serve", "--token-file", token);
    assertEquals(ExitStatus.BAD_INPUT, invocation.status());
    assertTrue(invocation.err().contains("chmod 600"), invocation.err());
    assertFalse(invocation.err().contains("secret"));
  }
}
