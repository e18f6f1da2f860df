package org.workcell.server.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.workcell.server.session.SessionFixture.HOST;
import static org.workcell.server.session.SessionFixture.TASKS;
import static org.workcell.server.session.SessionFixture.assertSame;
import static org.workcell.server.session.SessionFixture.choose;
import static org.workcell.server.session.SessionFixture.direct;
import static org.workcell.server.session.SessionFixture.horizon;
import static org.workcell.server.session.SessionFixture.member;
import static org.workcell.server.session.SessionFixture.tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workcell.server.session.TestClient.Reply;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.policy.ChunkPlayer;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.policy.ExpertPolicy;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.vector.Autoreset;
import org.workcell.sim.vector.BenchmarkMember;
import org.workcell.sim.vector.ChunkResults;
import org.workcell.sim.vector.PooledVectorEnvironment;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorMember;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.sim.wire.WireTensor;

/** A session's vectors show what vectors opened directly show, to the bit. */
class SessionEqualityTest {

  @ParameterizedTest
  @EnumSource(Autoreset.class)
  void stepsAndResetsOfABenchmark(Autoreset autoreset) {
    Benchmark mt10 = TASKS.benchmark("metaworld/MT10").orElseThrow().draw(42, Profile.STRICT);
    List<BenchmarkMember> members =
        mt10.entries().stream()
            .map(e -> new BenchmarkMember(TASKS.task(e.task()).orElseThrow(), horizon(3), e))
            .toList();
    try (TestClient client = TestClient.greeted(HOST);
        VectorEnvironment expected =
            direct(VectorOptions.mixed(members, 12).withAutoreset(autoreset))) {
      Map<String, Object> opening = new LinkedHashMap<>();
      opening.put("what", List.of("metaworld/MT10"));
      opening.put("num_envs", 12);
      opening.put("horizon", 3);
      opening.put("autoreset", Opening.label(autoreset));
      int vector = client.open(opening);
      List<double[]> contexts =
          IntStream.range(0, 12).mapToObj(i -> mt10.entries().get(i % 10).context(i)).toList();
      expected.reset(
          Rows.all(12),
          IntStream.range(0, 12)
              .mapToObj(i -> ResetOptions.seed(7 + i).withContext(contexts.get(i)))
              .toList());
      assertSame(
          expected,
          client.call("reset", Map.of("vector", vector, "seed", 7, "contexts", contexts)));
      RandomStream random = new RandomStream(3);
      int steps = autoreset == Autoreset.DISABLED ? 3 : 4;
      for (int step = 0; step < steps; step++) {
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
        Reply reply =
            client.call(
                "step",
                Map.of("vector", vector, "environments", rows),
                tensor("action", action, rows));
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

  @Test
  void episodesOfABenchmarkStartFromItsContexts() {
    Benchmark mt10 = TASKS.benchmark("metaworld/MT10").orElseThrow().draw(7, Profile.STRICT);
    List<BenchmarkMember> members =
        mt10.entries().subList(0, 2).stream()
            .map(e -> new BenchmarkMember(TASKS.task(e.task()).orElseThrow(), horizon(2), e))
            .toList();
    try (TestClient client = TestClient.greeted(HOST);
        PooledVectorEnvironment expected = direct(VectorOptions.mixed(members, 2))) {
      Map<String, Object> open = new LinkedHashMap<>();
      open.put("what", List.of("metaworld/MT10"));
      open.put("num_envs", 2);
      open.put("horizon", 2);
      open.put("benchmark_seed", 7);
      int vector = client.open(open);
      expected.reset(5);
      client.call("reset", Map.of("vector", vector, "seed", 5));
      for (int step = 0; step < 4; step++) {
        Reply record = client.call("record", Map.of("vector", vector, "environment", 1));
        double[] context = expected.visit(1, env -> env.record().context());
        assertTrue(
            mt10.entries().get(1).contexts().stream()
                .anyMatch(each -> java.util.Arrays.equals(each, context)));
        for (int i = 0; i < context.length; i++) {
          assertEquals(context[i], record.json().at("/record/context/" + i).asDouble());
        }
        expected.step();
        client.call(
            "step",
            Map.of("vector", vector),
            SessionFixture.tensor("action", expected.current().rows().action(), 0, 1));
      }
    }
  }

  @Test
  void chunksSnapshotsAndBranches() {
    VectorMember reach = member("metaworld/reach-v3", horizon(12));
    try (TestClient client = TestClient.greeted(HOST);
        PooledVectorEnvironment expected = direct(VectorOptions.mixed(List.of(reach), 3))) {
      int vector =
          client.open(Map.of("what", List.of("metaworld/reach-v3"), "num_envs", 3, "horizon", 12));
      expected.reset(1);
      client.call("reset", Map.of("vector", vector, "seed", 1));
      BlockSpec action = expected.layout().action();
      BatchBlock chunk = BatchBlock.allocate(ChunkPlayer.chunkSpec(action, 5), 3);
      choose(new RandomStream(8), chunk);
      ChunkResults results = expected.newChunkResults(5);
      expected.stepChunk(chunk, true, results);
      Reply reply =
          client.call(
              "chunk",
              Map.of("vector", vector, "stops_at_success", true),
              tensor("actions", chunk, 0, 1, 2));
      assertSame(expected, reply);
      for (BatchBlock block : List.of(results.steps(), results.reward(), results.success())) {
        assertArrayEquals(TestClient.bytes(block), reply.bytes("chunk_" + block.spec().name()));
      }
      Reply taken =
          client.call("snapshot", Map.of("vector", vector, "environments", List.of(2, 0)));
      byte[] state = expected.snapshot(2).toBytes();
      assertArrayEquals(state, taken.bytes("0"));
      expected.restore(new int[] {1}, List.of(Snapshot.fromBytes(state)));
      Reply restored =
          client.call(
              "restore",
              Map.of("vector", vector, "environments", List.of(1)),
              WireTensor.ofBytes("0", state));
      assertSame(expected, restored, 1);
      expected.branch(0, 1, 2);
      Reply branched =
          client.call("branch", Map.of("vector", vector, "source", 0, "targets", List.of(1, 2)));
      assertSame(expected, branched, 1, 2);
    }
  }

  @Test
  void aVectorGoesOnInAnotherSession() {
    Map<String, Object> open = new LinkedHashMap<>();
    open.put("what", List.of("metaworld/reach-v3", "metaworld/push-v3"));
    open.put("num_envs", 4);
    open.put("horizon", 6);
    open.put("autoreset", "same_step");
    open.put("randomize", "dynamics-wide");
    try (TestClient first = TestClient.greeted(HOST);
        TestClient second = TestClient.greeted(HOST)) {
      int one = first.open(open);
      int other = second.open(open);
      first.call("reset", Map.of("vector", one, "seed", 3));
      WireTensor action = TestClient.floats("action", List.of(4, 4), new float[16]);
      for (int step = 0; step < 14; step++) {
        Reply state = first.call("save", Map.of("vector", one));
        Reply loaded =
            second.call(
                "load", Map.of("vector", other), WireTensor.ofBytes("state", state.bytes("state")));
        assertEquals(loaded.tensors().containsKey("final_reward"), step == 6 || step == 12);
        Reply expected = first.call("step", Map.of("vector", one), action);
        Reply found = second.call("step", Map.of("vector", other), action);
        for (String name : expected.tensors().keySet()) {
          assertArrayEquals(expected.bytes(name), found.bytes(name), name + " in step " + step);
        }
      }
    }
  }

  @Test
  void asynchronousRowsShowWhatTheyShowTogether() {
    VectorMember reach = member("metaworld/reach-v3", EnvironmentOptions.defaults());
    try (TestClient client = TestClient.greeted(HOST);
        PooledVectorEnvironment expected = direct(VectorOptions.mixed(List.of(reach), 3))) {
      int vector =
          client.open(
              Map.of("what", List.of("metaworld/reach-v3"), "num_envs", 3, "batch_size", 1));
      expected.reset(40);
      client.call("send_reset", Map.of("vector", vector, "seed", 40));
      BatchBlock action = expected.current().rows().action();
      for (int i = 0; i < 3; i++) {
        Reply reply = client.call("receive", Map.of("vector", vector));
        int row = (int) reply.number("environment_index", 0);
        assertArrayEquals(
            TestClient.rows(expected.current().rows().observation(0), row),
            reply.bytes(expected.layout().observation().get(0).name()));
      }
      choose(new RandomStream(6), action);
      for (int row = 2; row >= 0; row--) {
        client.call(
            "send",
            Map.of("vector", vector, "environments", List.of(row)),
            tensor("action", action, row));
      }
      expected.step();
      for (int i = 0; i < 3; i++) {
        Reply reply = client.call("receive", Map.of("vector", vector));
        int row = (int) reply.number("environment_index", 0);
        assertArrayEquals(
            TestClient.rows(expected.current().rows().reward(), row), reply.bytes("reward"));
      }
      client.refused("failed_precondition", "fill", "receive", Map.of("vector", vector));
      client.refused("failed_precondition", "asynchronous", "step", Map.of("vector", vector));
    }
  }

  /** The experts of both tasks, whose rows are padded beside each other. */
  @Test
  void expertsActInRowsOfSeveralTasks() {
    List<String> ids = List.of("metaworld/reach-v3", "kitchen/microwave-v1");
    try (TestClient client = TestClient.greeted(HOST)) {
      int vector = client.open(Map.of("what", ids, "num_envs", 2, "horizon", 40));
      client.call("reset", Map.of("vector", vector, "seed", 2));
      for (int step = 0; step < 12; step++) {
        Reply expert = client.call("expert", Map.of("vector", vector));
        Reply again = client.call("expert", Map.of("vector", vector));
        assertArrayEquals(expert.bytes("action"), again.bytes("action"), "asked twice");
        client.call("step", Map.of("vector", vector), expert.tensors().get("action"));
      }
      Reply shown = client.call("step", Map.of("vector", vector), floatsOf(client, vector));
      for (int row = 0; row < 2; row++) {
        assertEquals(episodeReturn(ids.get(row), 2 + row), shown.number("episode", 5 * row));
      }
    }
  }

  private static WireTensor floatsOf(TestClient client, int vector) {
    return client.call("expert", Map.of("vector", vector)).tensors().get("action");
  }

  /** The return of 13 steps of a task's expert alone. */
  private static double episodeReturn(String id, long seed) {
    VectorMember member = member(id, horizon(40));
    Optional<ExpertDefinition> definition =
        member.task().expert(TaskOptions.defaults(member.task()));
    try (PooledVectorEnvironment alone = direct(VectorOptions.mixed(List.of(member), 1))) {
      ExpertPolicy expert =
          new ExpertPolicy(definition.orElseThrow(), alone.layout().action().size());
      alone.reset(seed);
      expert.start(0, alone.current().episode(0));
      for (int step = 0; step < 13; step++) {
        expert.act(alone.current().rows(), new int[] {0}, alone.current().rows().action());
        alone.step();
      }
      return alone.current().rows().episode().get(0, 0);
    }
  }

  @Test
  void somebodyTakesOver() {
    VectorMember reach = member("metaworld/reach-v3", EnvironmentOptions.defaults());
    try (TestClient client = TestClient.greeted(HOST);
        PooledVectorEnvironment expected = direct(VectorOptions.mixed(List.of(reach), 2))) {
      int vector = client.open(Map.of("what", List.of("metaworld/reach-v3"), "num_envs", 2));
      expected.reset(4);
      client.call("reset", Map.of("vector", vector, "seed", 4));
      var rows = expected.current().rows();
      choose(new RandomStream(1), rows.action());
      choose(new RandomStream(2), rows.intervention());
      rows.actor().put(1, 0, 1);
      WireTensor[] tensors = {
        tensor("action", rows.action(), 0, 1),
        tensor("intervention", rows.intervention(), 0, 1),
        tensor("actor", rows.actor(), 0, 1)
      };
      Reply reply = client.call("step", Map.of("vector", vector), tensors);
      expected.step();
      assertSame(expected, reply);
      assertEquals(1, reply.number("executed_by", 1));
    }
  }
}
