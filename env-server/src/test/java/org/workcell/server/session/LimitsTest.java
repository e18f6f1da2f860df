package org.workcell.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.workcell.server.session.SessionFixture.TASKS;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.server.session.TestClient.Reply;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.vector.PoolOptions;

/** Who is served, how much all may use, and that closing frees it. */
class LimitsTest {

  private static final HostOptions OPTIONS = HostOptions.defaults().withWorkers(PoolOptions.of(1));
  private static final String REACH = "metaworld/reach-v3";

  private static Map<String, Object> reach(int count) {
    return Map.of("what", List.of(REACH), "num_envs", count);
  }

  @Test
  void environmentsVectorsAndClientsAreCounted() {
    Limits limits = Limits.standard().withEnvironments(6).withVectors(2).withClients(2);
    try (Host host = new Host(TASKS, OPTIONS.withLimits(limits))) {
      TestClient first = TestClient.greeted(host);
      TestClient second = TestClient.greeted(host);
      CallException full =
          assertThrows(CallException.class, () -> host.connect("third", second.segments));
      assertEquals(ErrorCode.RESOURCE_EXHAUSTED, full.code());
      first.open(reach(4));
      second.refused("resource_exhausted", "room for 2 more", "open", reach(3));
      int kept = second.open(reach(1));
      first.refused("resource_exhausted", "2 vectors", "open", reach(1));
      HostMetrics metrics = host.metrics();
      assertEquals(2, metrics.clients());
      assertEquals(2, metrics.vectors());
      assertEquals(5, metrics.environments());
      assertTrue(metrics.vectorBytes() > 0);
      first.close();
      first.close();
      assertEquals(1, first.segments.made.get(0).closed);
      second.call("close", Map.of("vector", kept));
      second.open(reach(6));
      assertEquals(6, host.metrics().environments());
      second.close();
      HostMetrics after = host.metrics();
      assertEquals(0, after.clients() + after.vectors() + after.environments());
      assertEquals(0, after.vectorBytes());
      assertEquals(2, after.errors());
    }
  }

  @Test
  void memoryIsBoundedBeforeItIsAllocated() {
    Limits limits = Limits.standard().withVectorBytes(8 << 20).withMessageBytes(1 << 16);
    try (Host host = new Host(TASKS, OPTIONS.withLimits(limits));
        TestClient client = TestClient.greeted(host)) {
      Map<String, Object> images =
          Map.of("cameras", List.of("corner"), "width", 1000, "height", 1000);
      client.refused(
          "resource_exhausted",
          "smaller images",
          "open",
          Map.of("what", List.of(REACH), "num_envs", 3, "images", images));
      Map<String, Object> largest =
          Map.of("cameras", List.of("corner", "corner2"), "width", 4096, "height", 4096);
      client.refused(
          "resource_exhausted",
          "bytes",
          "open",
          Map.of("what", List.of(REACH), "num_envs", 4096, "images", largest));
      assertEquals(0, client.segments.made.size());
      client.refused("resource_exhausted", "observe", "open", reach(64));
      int vector =
          client.open(Map.of("what", List.of(REACH), "num_envs", 64, "observe", List.of("reward")));
      client.call("reset", Map.of("vector", vector, "seed", 0));
      client.refused("resource_exhausted", "fewer rows", "snapshot", Map.of("vector", vector));
      client.refused("resource_exhausted", "message", "save", Map.of("vector", vector));
      client.refused(
          "resource_exhausted",
          "message",
          "render",
          Map.of("vector", vector, "camera", "corner", "width", 4000, "height", 4000));
    }
  }

  @Test
  void aTokenIsAskedForFirst() {
    try (Host host = new Host(TASKS, OPTIONS.withToken("a long secret"));
        TestClient client = new TestClient(host, false)) {
      client.refused("unauthenticated", "hello", "list", Map.of());
      client.refused("unauthenticated", "token", "hello", Map.of("protocol", 1));
      client.refused("unauthenticated", "wrong", "hello", Map.of("protocol", 1, "token", "a"));
      client.refused("unauthenticated", "hello", "list", Map.of());
      assertThrows(CallException.class, client.session::step);
      client.call("hello", Map.of("protocol", 1, "token", "a long secret", "client", "me"));
      assertEquals("me", client.session.client());
      client.call("list", Map.of());
      try (Session known = host.connect("socket", client.segments, false)) {
        assertTrue(
            known
                .answer(
                    org.workcell.sim.wire.WireMessage.of("{\"call\": \"hello\", \"protocol\": 1}"))
                .text()
                .contains("version"));
      }
    }
  }

  @Test
  void helloAndListSayWhatThereIs() {
    Limits limits = Limits.standard().withEnvironments(77);
    try (Host host = new Host(TASKS, OPTIONS.withLimits(limits));
        TestClient client = new TestClient(host, false)) {
      client.refused("invalid_argument", "protocol 1", "hello", Map.of("protocol", 2));
      Reply welcome = client.call("hello", Map.of("protocol", 1));
      assertEquals(77, welcome.json().get("max_envs").asInt());
      assertEquals(1, welcome.json().get("workers").asInt());
      assertEquals(host.id(), welcome.json().get("server").asText());
      assertTrue(welcome.json().get("engine").asText().startsWith("mujoco 3."));
      Reply list = client.call("list", Map.of());
      assertEquals(TASKS.tasks().size(), list.json().get("tasks").size());
      assertTrue(list.json().at("/tasks/0/settings/0").has("default"));
      assertEquals(TASKS.benchmarks().size(), list.json().get("benchmarks").size());
      assertEquals("metaworld", list.json().at("/suites/0").asText());
    }
  }

  /** Clients name folders of the server and never send paths. */
  @Test
  void assetsHaveNames() {
    Map<String, AssetPack> packs = Map.of("upstream", AssetPack.upstream(Path.of(".")));
    try (Host host = new Host(TASKS, OPTIONS.withAssets(packs));
        TestClient client = TestClient.greeted(host)) {
      Map<String, Object> other =
          Map.of("what", List.of(REACH), "num_envs", 1, "assets", "elsewhere");
      client.refused("not_found", "builtin and [upstream]", "open", other);
      Map<String, Object> empty =
          Map.of("what", List.of(REACH), "num_envs", 1, "assets", "upstream");
      client.refused("invalid_argument", "", "open", empty);
      assertEquals(0, host.metrics().environments(), "what failed is given back");
      assertEquals(1, client.segments.made.get(0).closed);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> OPTIONS.withAssets(Map.of("builtin", AssetPack.builtin())));
    assertThrows(IllegalArgumentException.class, () -> OPTIONS.withToken(" "));
  }

  @Test
  void aClosedHostServesNobody() {
    Host host = new Host(TASKS, OPTIONS);
    TestClient client = TestClient.greeted(host);
    client.open(reach(1));
    host.close();
    host.close();
    assertEquals(1, client.segments.made.get(0).closed);
    client.refused("unavailable", "closed", "list", Map.of());
    CallException refusal =
        assertThrows(CallException.class, () -> host.connect("late", client.segments));
    assertEquals(ErrorCode.UNAVAILABLE, refusal.code());
  }

  @Test
  void whatWasDoneIsCounted() {
    try (Host host = new Host(TASKS, OPTIONS)) {
      try (TestClient client = TestClient.greeted(host)) {
        int vector = client.open(reach(3));
        client.call("reset", Map.of("vector", vector, "seed", 0));
        client.session.step();
        client.session.step();
      }
      HostMetrics metrics = host.metrics();
      assertEquals(6, metrics.steps());
      assertEquals(3, metrics.resets());
      assertEquals(5, metrics.calls());
      assertEquals(0, metrics.errors());
      assertTrue(metrics.busyNanoseconds() > 0);
    }
  }
}
