package org.workcell.tasks.metaworld.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Profile;

/** Known answers of Meta-World 3.1.1. */
class MetaWorldBenchmarksTest {

  private static BenchmarkDefinition definition(String id) {
    return MetaWorldBenchmarks.all().stream()
        .filter(found -> found.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Benchmark draw(String id, long seed, Profile profile) {
    return definition(id).draw(seed, profile);
  }

  @Test
  void mt10OfSeed42HasUpstreamsGoals() {
    Benchmark mt10 = draw("metaworld/MT10", 42, Profile.STRICT);
    assertEquals("metaworld/reach-v3", mt10.entries().get(0).task());
    assertArrayEquals(
        new double[] {
          0.06648852816008435,
          0.6212339110678275,
          0.02,
          -0.06331909802931324,
          0.8304242242959539,
          0.18118910790805948
        },
        mt10.entries().get(0).context(0));
    assertArrayEquals(
        new double[] {
          -0.008786003156592809,
          0.6785175961393013,
          0.02,
          0.0028468876827223155,
          0.8592414568862042,
          0.061612603179999434
        },
        mt10.entries().get(0).context(51));
    assertEquals(Map.of("goal", "visible"), mt10.entries().get(0).settings());
    assertArrayEquals(new double[] {0, 0, 1, 0, 0, 0, 0, 0, 0, 0}, mt10.oneHot(2));
  }

  @Test
  void ml1TestsTheNextSeed() {
    Benchmark train = draw("metaworld/ML1-train/drawer-close-v3", 4, Profile.COMPAT);
    Benchmark test = draw("metaworld/ML1-test/drawer-close-v3", 4, Profile.COMPAT);
    assertArrayEquals(new double[] {0.04296319873487292, 0.9, 0.0}, context(train));
    assertArrayEquals(new double[] {0.08372218158758432, 0.9, 0.0}, context(test));
    assertEquals(Map.of("goal", "hidden"), test.entries().get(0).settings());
  }

  @Test
  void strictMendsReusedTestSeeds() {
    Benchmark compat = draw("metaworld/ML45-test", 4, Profile.COMPAT);
    Benchmark strict = draw("metaworld/ML45-test", 3, Profile.STRICT);
    assertArrayEquals(context(compat), context(strict));
    assertEquals(
        "50 goals per task, drawn as upstream's from seed + 1; episode e starts from goal e mod 50",
        strict.contextRule());
  }

  private static double[] context(Benchmark benchmark) {
    return benchmark.entries().get(0).context(0);
  }

  @ParameterizedTest
  @CsvSource({
    "MT10, 10",
    "MT25, 25",
    "MT50, 50",
    "ML10-train, 10",
    "ML10-test, 5",
    "ML25-train, 25",
    "ML25-test, 5",
    "ML45-train, 45",
    "ML45-test, 5",
    "MT1/dial-turn-v3, 1",
  })
  void everyGoalIsWithinRangeAndDistinct(String name, int tasks) {
    Benchmark drawn = draw("metaworld/" + name, 42, Profile.STRICT);
    assertEquals(tasks, drawn.entries().size());
    assertEquals(definition("metaworld/" + name).tasks().size(), tasks);
    for (Benchmark.Entry entry : drawn.entries()) {
      Set<String> distinct = new HashSet<>();
      entry.contexts().forEach(goal -> distinct.add(Arrays.toString(goal)));
      assertEquals(50, distinct.size(), entry.task());
      ContextRange range =
          BenchmarkTables.CONTEXTS.get(entry.task().substring("metaworld/".length()));
      for (double[] goal : entry.contexts()) {
        assertFalse(range.rejects(goal), entry.task());
        for (int i = 0; i < goal.length; i++) {
          assertEquals(goal[i], Math.min(Math.max(goal[i], range.low()[i]), range.high()[i]));
        }
      }
    }
  }

  @Test
  void ml45HoldsEveryTaskOnceInTrainOrTest() {
    Set<String> all = new HashSet<>(definition("metaworld/ML45-train").tasks());
    all.addAll(definition("metaworld/ML45-test").tasks());
    assertEquals(new HashSet<>(definition("metaworld/MT50").tasks()), all);
  }

  @Test
  void refusesSeedsThatNumpyRefuses() {
    BenchmarkDefinition test = definition("metaworld/ML10-test");
    assertThrows(IllegalArgumentException.class, () -> test.draw(-2, Profile.STRICT));
    assertThrows(IllegalArgumentException.class, () -> test.draw(0xFFFFFFFFL, Profile.STRICT));
  }

  @Test
  void goalsAreSelectedAsUpstream() {
    RandomTaskSelect random = new RandomTaskSelect(50, 42);
    assertEquals(
        List.of(4, 38, 32, 21, 21, 42),
        IntStream.range(0, 6).mapToObj(i -> random.next()).toList());
    PseudoRandomTaskSelect rounds = new PseudoRandomTaskSelect(10, 42);
    List<Integer> selected = IntStream.range(0, 20).mapToObj(i -> rounds.next()).toList();
    assertEquals(List.of(5, 6, 0, 7, 3, 2, 4, 9, 1, 8), selected.subList(0, 10));
    assertEquals(List.of(3, 1, 0, 4, 2, 8, 9, 7, 5, 6), selected.subList(10, 20));
  }
}
