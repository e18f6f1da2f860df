package org.workcell.server.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workcell.server.session.TestClient.Reply;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockRole;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.Autoreset;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorMember;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.sim.vector.WorkerPool;

/** A session's vectors show what vectors opened directly show, to the bit. */
class SessionEqualityTest {

  private static final TaskRegistry TASKS = TaskRegistry.load();
  private static final Host HOST =
      new Host(TASKS, HostOptions.defaults().withWorkers(PoolOptions.of(2)));

  private static final WorkerPool DIRECT = new WorkerPool(PoolOptions.of(1));

  @AfterAll
  static void close() {
    DIRECT.close();
    HOST.close();
  }

  private static EnvironmentOptions horizon(int steps) {
    return EnvironmentOptions.defaults().withHorizon(steps);
  }

  private static VectorEnvironment direct(VectorOptions options) {
    return VectorEnvironment.open(options, DIRECT);
  }

  private static VectorMember member(String id, EnvironmentOptions options) {
    return new VectorMember(TASKS.task(id).orElseThrow(), options);
  }

  static void choose(RandomStream random, BatchBlock action) {
    for (int row = 0; row < action.memory().capacity() / action.rowBytes(); row++) {
      for (int i = 0; i < action.spec().size(); i++) {
        action.put(row, i, random.uniform(-1, 1));
      }
    }
  }

  /** Every block but what callers write. */
  static void assertSame(VectorEnvironment expected, Reply reply, int... rows) {
    assertSame(expected.current().rows(), "", reply, rows);
    boolean anyFinal = false;
    for (int row = 0; row < expected.count(); row++) {
      anyFinal |= expected.current().hasFinal(row);
    }
    assertEquals(anyFinal, reply.tensors().containsKey("final_reward"));
    if (anyFinal) {
      for (int row = 0; row < expected.count(); row++) {
        if (expected.current().hasFinal(row)) {
          assertSame(expected.current().finals(), "final_", reply, row);
        }
      }
    }
  }

  private static void assertSame(BatchStorage expected, String prefix, Reply reply, int... rows) {
    var descriptor = expected.descriptor();
    for (BatchBlock block : expected.blocks()) {
      String name = block.spec().name();
      if (descriptor.block(name).role() == BlockRole.ACTION) {
        assertTrue(!reply.tensors().containsKey(prefix + name));
      } else if (prefix.isEmpty()) {
        byte[] bytes = rows.length == 0 ? TestClient.bytes(block) : TestClient.rows(block, rows);
        assertArrayEquals(bytes, reply.bytes(name), name);
      } else {
        byte[] all = reply.bytes(prefix + name);
        byte[] row = new byte[block.rowBytes()];
        System.arraycopy(all, rows[0] * row.length, row, 0, row.length);
        assertArrayEquals(TestClient.rows(block, rows), row, prefix + name);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Autoreset.class)
  void stepsAndResetsOfABenchmark(Autoreset autoreset) {
    Benchmark mt10 = TASKS.benchmark("metaworld/MT10").orElseThrow().draw(42, Profile.STRICT);
    List<VectorMember> members =
        mt10.entries().stream()
            .map(e -> member(e.task(), horizon(3).withSettings(e.settings())))
            .toList();
    try (TestClient client = TestClient.greeted(HOST);
        VectorEnvironment expected =
            direct(VectorOptions.mixed(members, 12).withAutoreset(autoreset))) {
      int vector =
          client.open(
              Map.of(
                  "what",
                  List.of("metaworld/MT10"),
                  "num_envs",
                  12,
                  "horizon",
                  3,
                  "autoreset",
                  Opening.label(autoreset)));
      List<ResetOptions> starts = new java.util.ArrayList<>();
      List<double[]> contexts = new java.util.ArrayList<>();
      for (int i = 0; i < 12; i++) {
        double[] context = mt10.entries().get(i % 10).context(i);
        contexts.add(context);
        starts.add(ResetOptions.seed(7 + i).withContext(context));
      }
      expected.reset(Rows.all(12), starts);
      assertSame(
          expected,
          client.call("reset", Map.of("vector", vector, "seed", 7, "contexts", contexts)));
      RandomStream random = new RandomStream(3);
      int steps = autoreset == Autoreset.DISABLED ? 3 : 4;
      for (int step = 0; step < Math.min(steps, 3); step++) {
        BatchBlock action = expected.current().rows().action();
        choose(random, action);
        Reply reply = client.call("step", Map.of("vector", vector), TestClient.tensor(action, 12));
        expected.step();
        assertSame(expected, reply);
      }
    }
  }

  @Test
  void someRowsOfTheKitchen() {
    List<VectorMember> members =
        TASKS.suite("kitchen").orElseThrow().tasks().stream()
            .map(task -> new VectorMember(task, horizon(5)))
            .toList();
    try (TestClient client = TestClient.greeted(HOST);
        VectorEnvironment expected = direct(VectorOptions.mixed(members, 4))) {
      int vector = client.open(Map.of("what", List.of("kitchen"), "num_envs", 4, "horizon", 5));
      expected.reset(9);
      assertSame(expected, client.call("reset", Map.of("vector", vector, "seed", 9)));
      RandomStream random = new RandomStream(3);
      int[] rows = {2, 0};
      for (int step = 0; step < 7; step++) {
        BatchBlock action = expected.current().rows().action();
        choose(random, action);
        byte[] some = TestClient.rows(action, rows);
        Reply reply =
            client.call(
                "step",
                Map.of("vector", vector, "environments", rows),
                new org.workcell.sim.wire.WireTensor(
                    "action",
                    action.spec().type(),
                    List.of(2, action.spec().size()),
                    java.nio.ByteBuffer.wrap(some)));
        expected.step(rows);
        assertSame(expected, reply, rows);
      }
      expected.reset(new boolean[] {false, true, false, true});
      Reply next =
          client.call("reset_next", Map.of("vector", vector, "environments", List.of(1, 3)));
      assertSame(expected, next, 1, 3);
    }
  }

  @Test
  void theDoorbellStepsWhatLiesInSharedMemory() {
    try (TestClient client = TestClient.greeted(HOST, true);
        VectorEnvironment expected =
            direct(
                VectorOptions.mixed(
                    List.of(member("metaworld/reach-v3", EnvironmentOptions.defaults())), 3))) {
      Map<String, Object> open = new LinkedHashMap<>();
      open.put("what", List.of("metaworld/reach-v3"));
      open.put("num_envs", 3);
      Reply opened = client.call("open", open);
      int vector = opened.json().get("vector").asInt();
      assertEquals("/dev/shm/of-a-test", opened.json().at("/segment/path").asText());
      assertEquals(expected.descriptor().toText(), opened.json().get("descriptor").asText());
      TestSegment segment = client.segments.made.get(0);
      client.call("mapped", Map.of("vector", vector));
      assertTrue(segment.mapped);
      Reply reset = client.call("reset", Map.of("vector", vector, "seeds", List.of(5, 6, 7)));
      assertEquals(1, reset.json().get("shown").asLong());
      assertTrue(reset.tensors().isEmpty());
      expected.reset(5);
      RandomStream random = new RandomStream(3);
      for (int step = 0; step < 5; step++) {
        BatchBlock action = expected.current().rows().action();
        choose(random, action);
        segment.block("action").put(TestClient.bytes(action));
        client.session.step();
        expected.step();
        assertEquals(step + 2, segment.shown());
        for (BatchBlock block : expected.current().rows().blocks()) {
          byte[] found = new byte[block.memory().capacity()];
          segment.block(block.spec().name()).get(found);
          if (!block.spec().name().equals("action")) {
            assertArrayEquals(TestClient.bytes(block), found, block.spec().name());
          }
        }
      }
      client.call("close", Map.of("vector", vector));
      assertEquals(1, segment.closed);
    }
  }
}
