package org.workcell.server.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.workcell.server.session.SessionFixture.HOST;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.workcell.server.session.TestClient.Reply;
import org.workcell.sim.batch.BatchDescriptor.Block;
import org.workcell.sim.batch.BlockRole;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.random.RandomStream;

/** Results of all rows in one tensor are those of named tensors. */
class PackedResultsTest {

  private static final List<String> TASKS = List.of("metaworld/reach-v3", "metaworld/push-v3");
  private static final int ROWS = 3;
  private static final Set<String> TEXTS =
      Set.of("instruction_bytes", "instruction", "failure_bytes", "failure");

  /** Two vectors that differ in how answers carry their results. */
  private static final class Pair implements AutoCloseable {

    final TestClient client = TestClient.greeted(HOST);
    final int named;
    final int packed;
    final SegmentDescriptor results;

    Pair(Map<String, ?> arguments) {
      Map<String, Object> open = new LinkedHashMap<>(arguments);
      open.put("what", TASKS);
      open.put("num_envs", ROWS);
      named = client.open(open);
      open.put("packed", true);
      Reply opened = client.call("open", open);
      packed = opened.json().get("vector").asInt();
      results = SegmentDescriptor.parse(opened.json().get("results").asText());
    }

    Reply[] call(String call, Map<String, ?> arguments, float... actions) {
      Reply[] replies = new Reply[2];
      for (int i = 0; i < 2; i++) {
        Map<String, Object> all = new HashMap<>(arguments);
        all.put("vector", i == 0 ? named : packed);
        replies[i] =
            actions.length == 0
                ? client.call(call, all)
                : client.call(
                    call,
                    all,
                    TestClient.floats("action", List.of(actions.length / 4, 4), actions));
      }
      return replies;
    }

    /** The blocks of the packed answer, by the names of tensors. */
    Map<String, byte[]> unpacked(Reply reply) {
      Map<String, byte[]> found = new HashMap<>();
      List<Block> blocks =
          results.batch().blocks().stream()
              .filter(block -> block.role() != BlockRole.ACTION)
              .toList();
      long start = blocks.get(0).offset();
      for (String tensor : reply.tensors().keySet()) {
        byte[] bytes = reply.bytes(tensor);
        for (Block block : blocks) {
          int from = (int) (block.offset() - start);
          int to = from + (int) (block.rowBytes() * ROWS);
          if (to <= bytes.length) {
            found.put(
                tensor.replace("rows", "") + block.name(), Arrays.copyOfRange(bytes, from, to));
          }
        }
      }
      return found;
    }

    @Override
    public void close() {
      client.close();
    }
  }

  private static float[] drawn(RandomStream random) {
    float[] actions = new float[ROWS * 4];
    for (int i = 0; i < actions.length; i++) {
      actions[i] = (float) random.uniform(-1, 1);
    }
    return actions;
  }

  private static void assertSame(Map<String, byte[]> found, Reply named) {
    assertEquals(named.tensors().keySet(), found.keySet());
    found.forEach((name, bytes) -> assertArrayEquals(named.bytes(name), bytes, name));
  }

  @Test
  void packedResultsAreNamedOnesToTheBit() {
    RandomStream random = new RandomStream(7);
    for (String mode : List.of("next_step", "same_step")) {
      try (Pair pair = new Pair(Map.of("autoreset", mode, "horizon", 3))) {
        Reply[] replies = pair.call("reset", Map.of("seed", 5));
        boolean anyFinal = false;
        for (int step = 0; step < 8; step++) {
          assertSame(pair.unpacked(replies[1]), replies[0]);
          anyFinal |= replies[1].tensors().containsKey("final_rows");
          replies = pair.call("step", Map.of(), drawn(random));
        }
        assertEquals(mode.equals("same_step"), anyFinal);
      }
    }
  }

  @Test
  void textsComeWhereTheyChangeAndAreLast() {
    try (Pair pair = new Pair(Map.of("horizon", 2))) {
      Reply whole = pair.call("reset", Map.of("seed", 0))[1];
      Reply[] kept = pair.call("step", Map.of("texts", false), new float[ROWS * 4]);
      Map<String, byte[]> found = pair.unpacked(kept[1]);
      assertTrue(found.keySet().stream().noneMatch(TEXTS::contains), found.keySet().toString());
      assertSame(found, kept[0]);
      int size = whole.bytes("rows").length;
      assertTrue(kept[1].bytes("rows").length < size - ROWS * 1024);
      float[] bad = new float[ROWS * 4];
      Arrays.fill(bad, Float.NaN);
      for (float[] actions : List.of(new float[ROWS * 4], new float[ROWS * 4], bad)) {
        Reply[] replies = pair.call("step", Map.of("texts", false), actions);
        boolean starts = replies[0].number("starts_episode", 0) != 0;
        boolean fails = actions == bad;
        assertEquals(starts || fails, replies[1].bytes("rows").length == size);
      }
    }
  }

  @Test
  void onlyObservedBlocksComeOnCacheLines() {
    Map<String, ?> arguments =
        Map.of("observe", List.of("observation", "reward", "instruction"), "autoreset", "disabled");
    try (Pair pair = new Pair(arguments)) {
      List<Block> blocks = pair.results.batch().blocks();
      assertEquals(
          List.of("action", "intervention", "actor", "observation", "reward", "instruction"),
          blocks.stream().map(Block::name).toList());
      assertTrue(blocks.stream().allMatch(block -> block.offset() % 64 == 0));
      assertEquals(2, pair.results.batches());
      Reply[] replies = pair.call("reset", Map.of("seed", 1));
      assertSame(pair.unpacked(replies[1]), replies[0]);
    }
  }

  @Test
  void resultsOfSomeRowsStayNamed() {
    try (Pair pair = new Pair(Map.of())) {
      pair.call("reset", Map.of("seed", 1));
      Reply[] replies = pair.call("step", Map.of("environments", List.of(2, 0)), new float[8]);
      SessionFixture.assertSame(replies[0], replies[1]);
    }
  }

  @Test
  void resultsInSharedMemoryAreNotPacked() {
    try (TestClient client = TestClient.greeted(HOST, true)) {
      Reply opened = client.call("open", Map.of("what", TASKS, "num_envs", ROWS, "packed", true));
      assertTrue(!opened.json().has("results"));
    }
  }
}
