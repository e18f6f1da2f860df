package org.workcell.tasks.kitchen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.tasks.kitchen.benchmark.KitchenBenchmarks;
import org.workcell.testing.Episodes;

class KitchenBenchmarksTest {

  static Stream<BenchmarkDefinition> benchmarks() {
    return KitchenBenchmarks.all().stream();
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void contextsFitTheTasks(BenchmarkDefinition definition) {
    Benchmark benchmark = definition.draw(definition.defaultSeed(), Profile.STRICT);
    assertEquals(
        definition.tasks(), benchmark.entries().stream().map(Benchmark.Entry::task).toList());
    for (Benchmark.Entry entry : benchmark.entries()) {
      TaskDefinition task = TaskRegistry.load().task(entry.task()).orElseThrow();
      TaskOptions options = TaskOptions.resolve(Profile.STRICT, entry.settings(), task);
      double[] high = task.spec(options).context().high();
      for (double[] context : entry.contexts()) {
        assertEquals(high.length, context.length);
        for (int i = 0; i < high.length; i++) {
          assertTrue(Math.abs(context[i]) <= high[i], "context[%d] of %s".formatted(i, entry));
        }
      }
    }
  }

  @Test
  void theSplitsOfTheFiveAreTheFive() {
    List<String> parts = new ArrayList<>();
    for (String name : List.of("kitchen/five-expert", "kitchen/five-rl", "kitchen/five-unseen")) {
      parts.addAll(TaskRegistry.load().benchmark(name).orElseThrow().tasks());
    }
    List<String> five = TaskRegistry.load().benchmark("kitchen/five").orElseThrow().tasks();
    assertEquals(five.size(), parts.size());
    assertTrue(parts.containsAll(five));
  }

  @Test
  void anotherSeedGivesOtherStarts() {
    BenchmarkDefinition five = TaskRegistry.load().benchmark("kitchen/five").orElseThrow();
    double[] first = five.draw(0, Profile.STRICT).entries().get(0).context(0);
    assertArrayEquals(first, five.draw(0, Profile.STRICT).entries().get(4).context(50));
    assertTrue(first[0] != five.draw(1, Profile.STRICT).entries().get(0).context(0)[0]);
  }

  @Test
  void aDisplacedArmStaysWithinItsRange() {
    try (Episodes episodes = new Episodes("kitchen/knob-on-v1", quiet())) {
      episodes.resetTo(0.1, -0.08, 0, 0, 0, 0, 0);
      assertEquals(KitchenScene.START[0] + 0.1, episodes.observation()[0], 1e-15);
      assertEquals(-1.7628, episodes.observation()[1]);
      Exception error =
          assertThrows(
              IllegalArgumentException.class, () -> episodes.resetTo(0.2, 0, 0, 0, 0, 0, 0));
      assertTrue(error.getMessage().contains("context[0]"), error.getMessage());
    }
  }

  private static EnvironmentOptions quiet() {
    return EnvironmentOptions.defaults().withSettings(Map.of("noise", "off"));
  }
}
