package org.workcell.tasks.libero.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.tasks.libero.placement.StoredStates;
import org.workcell.tasks.libero.problem.Suites;
import org.workcell.tasks.libero.problem.TaskConfigs;

/** The benchmarks against what LIBERO and its users say of them. */
class LiberoBenchmarksTest {

  private static final Map<String, BenchmarkDefinition> BY_ID =
      LiberoBenchmarks.all().stream()
          .collect(Collectors.toMap(BenchmarkDefinition::id, Function.identity()));

  private static List<String> tasks(String name) {
    return BY_ID.get("libero/" + name).tasks();
  }

  @Test
  void suitesAndUnionsHaveTheirSizes() {
    Map<String, Integer> sizes =
        Map.of("spatial", 10, "object", 10, "goal", 10, "10", 10, "90", 90, "100", 100, "130", 130);
    sizes.forEach((name, size) -> assertEquals(size, new HashSet<>(tasks(name)).size(), name));
    assertEquals(tasks("90"), tasks("100").subList(0, 90));
    assertEquals(tasks("10"), tasks("130").subList(120, 130));
    assertEquals(8 + 4 * 20, BY_ID.size(), "with the smoke benchmark and 20 more orders of four");
  }

  @Test
  void ordersAreUpstreams() {
    List<String> first = tasks("goal");
    int[] order = {4, 6, 8, 7, 3, 1, 2, 0, 9, 5};
    for (int i = 0; i < order.length; i++) {
      assertEquals(first.get(order[i]), tasks("goal/order-1").get(i));
    }
  }

  @Test
  void allAreRegisteredUnderIdsWithTheNamesOfTheirFiles() {
    TaskRegistry registry = TaskRegistry.load();
    BY_ID.keySet().forEach(id -> assertTrue(registry.benchmark(id).isPresent(), id));
    tasks("130").forEach(id -> assertTrue(registry.task(id).isPresent(), id));
    assertTrue(
        registry.task("libero/10/KITCHEN_SCENE8_put_both_moka_pots_on_the_stove-v1").isPresent());
  }

  @Test
  void startsAreTheStoredStatesInFrontOfTheFixtures() {
    Benchmark benchmark = BY_ID.get("libero/smoke").draw(0, Profile.STRICT);
    TaskRegistry registry = TaskRegistry.load();
    for (Benchmark.Entry entry : benchmark.entries()) {
      assertEquals(50, entry.contexts().size());
      var task = registry.task(entry.task()).orElseThrow();
      int size = task.spec(TaskOptions.defaults(task)).context().size();
      double[] context = entry.context(57);
      double[] stored = StoredStates.of(TaskConfigs.of(entry.task())).row(7);
      assertEquals(size, context.length);
      // All but the quaternions, which are normalized, stay to the bit.
      for (int i = 0; i < 13; i++) {
        assertEquals(stored[i], context[i]);
      }
    }
  }

  @Test
  void theSmokeBenchmarkCoversSuitesAndProblems() {
    var configs = tasks("smoke").stream().map(TaskConfigs::of).toList();
    assertEquals(13, configs.size());
    assertEquals(
        new HashSet<>(Suites.NAMES),
        configs.stream().map(config -> config.suite()).collect(Collectors.toSet()));
    assertEquals(
        5, configs.stream().map(config -> config.problem()).distinct().count(), "problems");
    assertEquals(
        7,
        configs.stream()
            .flatMap(config -> config.fixtures().stream())
            .map(fixture -> fixture.category())
            .distinct()
            .count(),
        "kinds of fixtures");
    assertEquals(
        List.of("close", "in", "on", "open", "turnoff", "turnon"),
        configs.stream()
            .flatMap(config -> config.goal().stream())
            .map(atom -> atom.predicate())
            .distinct()
            .sorted()
            .toList());
  }
}
