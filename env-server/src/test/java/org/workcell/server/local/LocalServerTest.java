package org.workcell.server.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workcell.server.client.ConnectionLostException;
import org.workcell.server.client.LocalConnection;
import org.workcell.server.client.OpenRequest;
import org.workcell.server.client.RemoteVectorEnvironment;
import org.workcell.server.client.ServerException;
import org.workcell.server.session.ErrorCode;
import org.workcell.server.session.Limits;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.vector.PoolOptions;

/** What the listener keeps whatever clients do. */
@Timeout(60)
class LocalServerTest {

  static final OpenRequest FOUR = OpenRequest.of(List.of(FaultySuite.POINT_MASS.id()), 4);

  private static RemoteVectorEnvironment openFour(LocalConnection connection) {
    return RemoteVectorEnvironment.open(connection, FOUR);
  }

  @Test
  void onlyTheOwnerReachesSocketAndSegments() throws IOException {
    try (LocalFixture fixture = new LocalFixture();
        RawClient raw = new RawClient(fixture.socket)) {
      assertEquals("rw-------", permissions(fixture.socket));
      assertEquals("rwx------", permissions(fixture.socket.getParent()));
      raw.send(RawClient.frame("{\"call\": \"hello\", \"protocol\": 1}"));
      raw.readMessage();
      raw.send(
          RawClient.frame(
              "{\"call\": \"open\", \"what\": [\"testing/point-mass-v1\"], \"num_envs\": 4}"));
      raw.readMessage();
      List<Path> segments = segments(fixture);
      assertEquals(1, segments.size());
      assertEquals("rw-------", permissions(segments.get(0)));
      assertTrue(Files.size(segments.get(0)) > 0);
      assertTrue(fixture.memory.bytes() >= Files.size(segments.get(0)));
      raw.send(RawClient.frame("{\"call\": \"mapped\", \"vector\": 1}"));
      raw.readMessage();
      assertEquals(List.of(), segments(fixture));
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static List<Path> segments(LocalFixture fixture) {
    return fixture.files().stream().filter(file -> file.startsWith(fixture.segments)).toList();
  }

  @Test
  void aClientThatGoesFreesWhatItHad() {
    try (LocalFixture fixture = new LocalFixture();
        LocalConnection other = fixture.connect()) {
      RemoteVectorEnvironment stays = openFour(other);
      stays.reset(1);
      LocalConnection goes = fixture.connect();
      openFour(goes).reset(1);
      assertEquals(8, fixture.host.metrics().environments());
      goes.close();
      assertTrue(LocalFixture.becomes(() -> fixture.host.metrics().environments() == 4));
      assertTrue(LocalFixture.becomes(() -> fixture.host.metrics().clients() == 1));
      stays.step();
      stays.close();
      assertEquals(0, fixture.host.metrics().environments());
      assertEquals(0, fixture.memory.bytes());
    }
  }

  @Test
  void aClientThatGoesWhileItsStepRunsFreesWhatItHad() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    try (LocalFixture fixture = new LocalFixture()) {
      fixture.suite.setHook((seed, step) -> awaitAfter(running, gone));
      LocalConnection connection = fixture.connect();
      String faulty = FaultySuite.faulty(FaultySuite.POINT_MASS.id());
      RemoteVectorEnvironment vector =
          RemoteVectorEnvironment.open(connection, OpenRequest.of(List.of(faulty), 1));
      vector.reset(1);
      vector.startStep();
      running.await();
      connection.close();
      gone.countDown();
      assertTrue(LocalFixture.becomes(() -> fixture.host.metrics().clients() == 0));
      assertEquals(0, fixture.memory.bytes());
    }
  }

  private static void awaitAfter(CountDownLatch running, CountDownLatch gone) {
    running.countDown();
    try {
      gone.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aLiveSocketIsNotTakenOver() {
    try (LocalFixture fixture = new LocalFixture();
        LocalConnection connection = fixture.connect()) {
      BadInputException refusal =
          assertThrows(BadInputException.class, () -> listenAgain(fixture).close());
      assertTrue(refusal.getMessage().contains("already"), refusal.getMessage());
      openFour(connection).reset(0);
    }
  }

  private static LocalServer listenAgain(LocalFixture fixture) {
    return LocalServer.open(
        fixture.socket, fixture.host, fixture.memory, LocalOptions.defaults(), fixture.log);
  }

  @Test
  void aStaleSocketIsReplaced() throws IOException {
    try (LocalFixture fixture = new LocalFixture()) {
      fixture.server.close();
      ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      left.bind(UnixDomainSocketAddress.of(fixture.socket));
      left.close();
      assertTrue(Files.exists(fixture.socket), "a killed server leaves its socket");
      try (LocalServer again = listenAgain(fixture);
          LocalConnection connection = fixture.connect()) {
        assertEquals("unix:" + fixture.socket, again.address());
        openFour(connection).reset(0);
      }
      assertFalse(Files.exists(fixture.socket));
    }
  }

  @Test
  void aFileThatIsNoSocketStays() throws IOException {
    try (LocalFixture fixture = new LocalFixture()) {
      fixture.server.close();
      Files.writeString(fixture.socket, "mine");
      assertThrows(BadInputException.class, () -> listenAgain(fixture).close());
      assertEquals("mine", Files.readString(fixture.socket));
    }
  }

  @Test
  void oneClientTooManyIsToldSo() {
    Limits limits = Limits.standard().withClients(2);
    try (LocalFixture fixture = new LocalFixture(limits, LocalOptions.defaults());
        LocalConnection second = fixture.connect()) {
      LocalConnection first = fixture.connect();
      ServerException refusal = assertThrows(ServerException.class, fixture::connect);
      assertEquals(ErrorCode.RESOURCE_EXHAUSTED, refusal.code());
      assertTrue(refusal.getMessage().contains("2 clients"), refusal.getMessage());
      first.close();
      assertTrue(LocalFixture.becomes(() -> fixture.host.metrics().clients() == 1));
      fixture.connect().close();
      openFour(second).reset(0);
    }
  }

  @Test
  void idleClientsAreToldAndEnded() {
    LocalOptions options = LocalOptions.defaults().withIdle(Duration.ofMillis(300));
    try (LocalFixture fixture = new LocalFixture(Limits.standard(), options)) {
      LocalConnection connection = fixture.connect();
      RemoteVectorEnvironment vector = openFour(connection);
      vector.reset(0);
      assertTrue(LocalFixture.becomes(() -> fixture.host.metrics().clients() == 0));
      ConnectionLostException lost = assertThrows(ConnectionLostException.class, vector::step);
      assertTrue(lost.getMessage().contains("nothing came"), lost.getMessage());
      vector.close();
      connection.close();
    }
  }

  @Test
  void connectionsThatSayNothingAreEnded() throws IOException {
    LocalOptions options =
        LocalOptions.defaults().withHelloAndMessage(Duration.ofMillis(200), Duration.ofMillis(300));
    try (LocalFixture fixture = new LocalFixture(Limits.standard(), options);
        RawClient silent = new RawClient(fixture.socket);
        RawClient slow = new RawClient(fixture.socket)) {
      slow.send((byte) 2, (byte) 100, (byte) 0);
      assertTrue(silent.readAll().contains("nothing came"));
      assertTrue(slow.readAll().contains("nothing came"));
    }
  }

  @Test
  void oneThatDoesNotReadHoldsNobodyUp() throws IOException {
    LocalOptions options =
        LocalOptions.defaults().withHelloAndMessage(Duration.ofSeconds(5), Duration.ofMillis(500));
    try (LocalFixture fixture = new LocalFixture(Limits.standard(), options);
        RawClient lazy = new RawClient(fixture.socket);
        LocalConnection other = fixture.connect()) {
      lazy.send(RawClient.frame("{\"call\": \"hello\", \"protocol\": 1}"));
      for (int i = 0; i < 20; i++) {
        lazy.send(RawClient.frame("{\"call\": \"list\"}"));
      }
      RemoteVectorEnvironment vector = openFour(other);
      vector.reset(0);
      for (int i = 0; i < 10; i++) {
        vector.step();
      }
      assertTrue(LocalFixture.becomes(() -> fixture.host.metrics().clients() == 1));
      vector.step();
    }
  }

  @Test
  void closingLetsRunningStepsFinishAndLeavesNothing() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch going = new CountDownLatch(1);
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    LocalFixture fixture = new LocalFixture();
    fixture.suite.setHook((seed, step) -> awaitAfter(running, going));
    LocalConnection connection = fixture.connect();
    LocalConnection waits = fixture.connect();
    String faulty = FaultySuite.faulty(FaultySuite.POINT_MASS.id());
    RemoteVectorEnvironment vector =
        RemoteVectorEnvironment.open(connection, OpenRequest.of(List.of(faulty), 1));
    vector.reset(1);
    vector.startStep();
    running.await();
    fixture.server.stop();
    going.countDown();
    vector.finishStep();
    assertEquals(1, vector.current().rows().episode().get(0, 1), "the step was taken");
    fixture.server.close();
    assertTrue(
        assertThrows(ConnectionLostException.class, () -> openFour(waits))
            .getMessage()
            .contains("shutting down"));
    assertEquals(List.of(), fixture.files());
    fixture.close();
    List<String> threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !before.contains(thread))
            .map(Thread::getName)
            .filter(name -> name.matches("workcell-(client|accept|watch$|worker).*"))
            .toList();
    assertEquals(List.of(), threads);
  }

  @Test
  void closingGivesUpWhatIsStuck() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Duration stuck = Duration.ofMillis(500);
    LocalOptions options =
        new LocalOptions(
            Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ZERO, Duration.ofMillis(100));
    LocalFixture fixture =
        new LocalFixture(Limits.standard(), options, PoolOptions.of(1).withStuckAfter(stuck));
    fixture.suite.setHook((seed, step) -> awaitAfter(running, never));
    LocalConnection connection = fixture.connect();
    String faulty = FaultySuite.faulty(FaultySuite.POINT_MASS.id());
    RemoteVectorEnvironment vector =
        RemoteVectorEnvironment.open(connection, OpenRequest.of(List.of(faulty), 1));
    vector.reset(1);
    vector.startStep();
    running.await();
    fixture.close();
    assertEquals(0, fixture.memory.bytes());
    assertThrows(ConnectionLostException.class, vector::finishStep);
    never.countDown();
  }
}
