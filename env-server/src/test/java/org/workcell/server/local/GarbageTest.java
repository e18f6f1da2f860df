package org.workcell.server.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.server.client.LocalConnection;
import org.workcell.server.client.RemoteVectorEnvironment;
import org.workcell.server.client.ServerInfo;
import org.workcell.server.session.Limits;
import org.workcell.sim.random.RandomStream;

/** Bytes that no client sends: the server answers or hangs up, and stays as it was. */
class GarbageTest {

  private static final int MIB = 1 << 20;
  private static LocalFixture fixture;

  @BeforeAll
  static void start() {
    LocalOptions options =
        LocalOptions.defaults().withHelloAndMessage(Duration.ofSeconds(2), Duration.ofSeconds(2));
    fixture = new LocalFixture(Limits.standard().withMessageBytes(64 * MIB), options);
  }

  @AfterAll
  static void end() {
    fixture.close();
  }

  /** Somebody else can open, reset, step and close, and nothing is left of the others. */
  private static void assertHealthy() {
    try (LocalConnection connection = fixture.connect();
        RemoteVectorEnvironment vector =
            RemoteVectorEnvironment.open(connection, LocalServerTest.FOUR)) {
      vector.reset(3);
      vector.step();
    }
    assertTrue(LocalFixture.becomes(() -> fixture.host.metrics().clients() == 0));
    assertEquals(0, fixture.host.metrics().environments());
    assertEquals(0, fixture.memory.bytes());
  }

  private static String answerTo(byte... bytes) throws IOException {
    try (RawClient raw = new RawClient(fixture.socket)) {
      raw.send(bytes);
      return raw.readAll();
    }
  }

  private static byte[] head(long length) {
    ByteBuffer head = ByteBuffer.allocate(5).order(ByteOrder.LITTLE_ENDIAN);
    return head.put((byte) 2).putInt((int) length).array();
  }

  @Test
  @Timeout(60)
  void whatIsWrongIsSaid() throws IOException {
    assertTrue(answerTo((byte) 'G', (byte) 'E').contains("byte 71"));
    assertTrue(answerTo(head(0xFFFFFFFFL)).contains("4294967295 bytes is too long"));
    assertTrue(answerTo(head(64 * MIB + 1)).contains("too long"));
    assertTrue(answerTo((byte) 2, (byte) 0, (byte) 0, (byte) 0, (byte) 0).contains("too early"));
    try (RawClient raw = new RawClient(fixture.socket)) {
      raw.send((byte) 1);
      assertTrue(raw.readMessage().contains("failed_precondition"));
      raw.send(RawClient.frame("{\"call\": \"list\"}"));
      assertTrue(raw.readMessage().contains("hello"));
      raw.send(RawClient.frame("[1, 2"));
      assertTrue(raw.readMessage().contains("invalid_argument"));
    }
    assertHealthy();
  }

  @Test
  @Timeout(60)
  void aLengthAloneClaimsNoMemory() throws IOException {
    List<RawClient> clients = new ArrayList<>();
    long before = usedBytes();
    for (int i = 0; i < 60; i++) {
      RawClient raw = new RawClient(fixture.socket);
      raw.send(head(64 * MIB));
      raw.send(new byte[100]);
      clients.add(raw);
    }
    assertTrue(LocalFixture.becomes(() -> fixture.host.metrics().clients() >= 50));
    long claimed = usedBytes() - before;
    assertTrue(claimed < 400L * MIB, "60 lengths of 64 MiB claimed %d bytes".formatted(claimed));
    for (RawClient raw : clients) {
      raw.close();
    }
    assertHealthy();
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  @Timeout(60)
  void manyConnectionsComeAndGo() throws IOException {
    try (LocalConnection stays = fixture.connect()) {
      RemoteVectorEnvironment vector = RemoteVectorEnvironment.open(stays, LocalServerTest.FOUR);
      vector.reset(0);
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        clients.add(new RawClient(fixture.socket));
        if (i % 100 == 0) {
          vector.step();
        }
      }
      for (RawClient raw : clients) {
        raw.close();
      }
      vector.step();
    }
    assertHealthy();
  }

  @Test
  @Timeout(60)
  void randomFrames() throws IOException {
    frames(fixture.socket, 1_000);
    assertHealthy();
  }

  @Test
  @Tag("soak")
  @Timeout(1800)
  void aMillionRandomFrames(@TempDir Path folder) throws IOException {
    Path socket = folder.resolve("run/socket");
    try (ChildProcess server =
        new ChildProcess(ServeForever.class, socket.toString(), folder.toString())) {
      frames(socket, 20_000);
      long before = server.residentMegabytes();
      frames(socket, 1_000_000);
      long grown = server.residentMegabytes() - before;
      assertTrue(grown < 64, "the server has grown by %d MB".formatted(grown));
      try (LocalConnection connection = LocalConnection.to(socket)) {
        ServerInfo.hello(connection, Optional.empty(), "test");
        RemoteVectorEnvironment.open(connection, LocalServerTest.FOUR).reset(3);
      }
    }
  }

  /** Frames that are whole, damaged, cut or random, over as many connections as it takes. */
  private static void frames(Path socket, int count) throws IOException {
    RandomStream random = new RandomStream(7);
    for (int sent = 0; sent < count; ) {
      try (RawClient raw = new RawClient(socket)) {
        raw.send(RawClient.frame("{\"call\": \"hello\", \"protocol\": 1}"));
        raw.readMessage();
        boolean open = true;
        while (open && sent < count) {
          sent++;
          open = sendOne(raw, random);
        }
      } catch (IOException e) {
        // The server has hung up on what came before.
        assertTrue(sent > 0);
      }
    }
  }

  /** Sends a frame; whether the connection can be used on. */
  private static boolean sendOne(RawClient raw, RandomStream random) throws IOException {
    byte[] frame = RawClient.frame(Calls.random(random));
    double kind = random.uniform(0, 1);
    if (kind < 0.75) {
      raw.send(frame);
      raw.readMessage();
      return true;
    }
    if (kind < 0.8) {
      raw.send((byte) 1);
      raw.readMessage();
      return true;
    }
    if (kind < 0.9) {
      int changed = (int) random.uniform(0, frame.length);
      frame[changed] = (byte) random.uniform(0, 256);
      raw.send(frame);
    } else if (kind < 0.95) {
      raw.send(Arrays.copyOf(frame, (int) random.uniform(0, frame.length)));
    } else {
      byte[] bytes = new byte[(int) random.uniform(1, 200)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) random.uniform(0, 256);
      }
      raw.send(bytes);
    }
    return false;
  }

  /** Texts of calls, most of them wrong. */
  private static final class Calls {

    private static final String[] TEXTS = {
      "{\"call\": \"hello\", \"protocol\": 1}",
      "{\"call\": \"step\", \"vector\": 1}",
      "{\"call\": \"reset\", \"vector\": 99, \"seed\": 3}",
      "{\"call\": \"open\", \"what\": [\"nothing\"], \"num_envs\": 4}",
      "{\"call\": \"open\", \"what\": [], \"num_envs\": 1000000000}",
      "{\"call\": \"open\", \"what\": \"testing\", \"num_envs\": -1}",
      "{\"call\": \"close\", \"vector\": null}",
      "{\"call\": \"mapped\", \"vector\": 9223372036854775807}",
      "{\"call\": 7}",
      "{}",
      "[[[[[[[[",
      "",
      "null",
      "{\"call\": \"spec\", \"vector\": 1, \"environment\": -3, \"more\": {}}"
    };

    private Calls() {}

    static String random(RandomStream random) {
      return TEXTS[(int) random.uniform(0, TEXTS.length)];
    }
  }
}
