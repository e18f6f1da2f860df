package org.workcell.server.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.server.client.ConnectionLostException;
import org.workcell.server.client.LocalConnection;
import org.workcell.server.client.OpenRequest;
import org.workcell.server.client.RemoteVectorEnvironment;
import org.workcell.server.client.ServerInfo;

/** What kill -9 of a client or of the server does to the others. */
@Timeout(60)
class KilledProcessTest {

  private static final Duration MOST = Duration.ofSeconds(5);
  private static final OpenRequest TWO = OpenRequest.of(List.of("testing/point-mass-v1"), 2);

  @TempDir Path folder;

  @Test
  void aKilledClientFreesWhatItHadAndTheOthersGoOn() throws IOException {
    try (LocalFixture fixture = new LocalFixture();
        LocalConnection connection = fixture.connect()) {
      RemoteVectorEnvironment vector = RemoteVectorEnvironment.open(connection, TWO);
      vector.reset(0);
      try (ChildProcess child = new ChildProcess(StepForever.class, fixture.socket.toString())) {
        assertEquals(10, fixture.host.metrics().environments());
        child.kill();
        long killed = System.nanoTime();
        assertTrue(LocalFixture.becomes(() -> fixture.host.metrics().environments() == 2));
        assertTrue(System.nanoTime() - killed < MOST.toNanos());
      }
      assertEquals(vector.descriptor().bytes(), fixture.memory.bytes());
      vector.step();
      vector.close();
      assertEquals(0, fixture.memory.bytes());
    }
  }

  @Test
  void clientsOfAKilledServerAreToldAndAnotherServerStartsAtOnce() throws IOException {
    Path socket = folder.resolve("run/socket");
    Path segments = Files.createDirectory(folder.resolve("shm"));
    String[] arguments = {socket.toString(), segments.toString()};
    try (ChildProcess server = new ChildProcess(ServeForever.class, arguments);
        LocalConnection connection = connect(socket)) {
      RemoteVectorEnvironment vector = RemoteVectorEnvironment.open(connection, TWO);
      vector.reset(0);
      double shown = vector.current().rows().observation(0).get(0, 0);
      leaveASegmentWithAName(socket);
      vector.startStep();
      server.kill();
      long killed = System.nanoTime();
      ConnectionLostException lost =
          assertThrows(ConnectionLostException.class, () -> stepOn(vector));
      assertTrue(System.nanoTime() - killed < MOST.toNanos());
      assertTrue(lost.getMessage().contains(socket.toString()), lost.getMessage());
      assertThrows(ConnectionLostException.class, vector::step);
      assertTrue(Double.isFinite(shown) && vector.current().size() == 2, "batches can be read");
      vector.close();
      assertEquals(1, count(segments), "the file of a segment that nobody had mapped");
    }
    try (ChildProcess server = new ChildProcess(ServeForever.class, arguments);
        LocalConnection connection = connect(socket)) {
      assertEquals(0, count(segments));
      RemoteVectorEnvironment.open(connection, TWO).reset(0);
      server.kill();
    }
  }

  private static void stepOn(RemoteVectorEnvironment vector) {
    vector.finishStep();
    while (true) {
      vector.step();
    }
  }

  private static void leaveASegmentWithAName(Path socket) throws IOException {
    RawClient raw = new RawClient(socket);
    raw.send(RawClient.frame("{\"call\": \"hello\", \"protocol\": 1}"));
    raw.readMessage();
    raw.send(
        RawClient.frame(
            "{\"call\": \"open\", \"what\": [\"testing/point-mass-v1\"], \"num_envs\": 1}"));
    raw.readMessage();
  }

  private static LocalConnection connect(Path socket) {
    LocalConnection connection = LocalConnection.to(socket);
    ServerInfo.hello(connection, Optional.empty(), "test");
    return connection;
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
