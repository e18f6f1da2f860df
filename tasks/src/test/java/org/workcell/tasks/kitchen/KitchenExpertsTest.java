package org.workcell.tasks.kitchen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.policy.ExpertPolicy;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.policy.RandomPolicy;
import org.workcell.sim.policy.ZeroPolicy;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.tasks.ReferenceData;
import org.workcell.testing.Episodes;

/** Experts solve their tasks, and doing nothing or anything does not. */
class KitchenExpertsTest {

  private static final int SEEDS = 2;
  private static final int ORDERS = 5;

  static Stream<String> tasks() {
    return new KitchenSuite().tasks().stream().map(TaskDefinition::id);
  }

  private static int successes(
      String task, EnvironmentOptions options, Function<EnvironmentSpec, Policy> newPolicy) {
    int successes = 0;
    try (Episodes episodes = new Episodes(task, options);
        Policy policy = newPolicy.apply(episodes.environment().spec())) {
      for (int seed = 0; seed < SEEDS; seed++) {
        successes += episodes.play(policy, seed).successOnce() ? 1 : 0;
      }
    }
    return successes;
  }

  private static Policy expert(EnvironmentSpec spec) {
    TaskDefinition task = TaskRegistry.load().task(spec.id()).orElseThrow();
    return new ExpertPolicy(task.expert(spec.options()).orElseThrow(), spec.task().action().size());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void expertsSucceed(String task) {
    assertEquals(SEEDS, successes(task, EnvironmentOptions.defaults(), KitchenExpertsTest::expert));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void expertsSucceedOnUpstreamAssets(String task) {
    boolean softenedKnob =
        task.equals("kitchen/knob-on-v1") && Engine.load().version().equals("3.5.0");
    ReferenceData.skipUnless(
        !softenedKnob, "MuJoCo 3.5.0 softens the knobs' contacts, and compat leaves it so");
    EnvironmentOptions options =
        EnvironmentOptions.defaults()
            .withProfile(Profile.COMPAT)
            .withAssets(AssetPack.upstream(ReferenceData.upstreamAssets()));
    assertEquals(SEEDS, successes(task, options, KitchenExpertsTest::expert));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void restAndChanceFail(String task) {
    EnvironmentOptions options = EnvironmentOptions.defaults();
    assertEquals(0, successes(task, options, spec -> new ZeroPolicy()));
    assertEquals(0, successes(task, options, spec -> new RandomPolicy(spec.task().action())));
  }

  @Test
  void expertsFollowAnyOrder() {
    Random random = new Random(1);
    List<String> failed = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      List<String> elements = new ArrayList<>(Goals.SEVEN.stream().map(Goal::name).toList());
      Collections.shuffle(elements, random);
      String goal = elements.stream().limit(4).collect(Collectors.joining("+"));
      EnvironmentOptions options = EnvironmentOptions.defaults().withSettings(Map.of("goal", goal));
      if (successes("kitchen/custom-v1", options, KitchenExpertsTest::expert) < SEEDS) {
        failed.add(goal);
      }
    }
    assertTrue(failed.isEmpty(), "failed in orders " + failed);
  }
}
