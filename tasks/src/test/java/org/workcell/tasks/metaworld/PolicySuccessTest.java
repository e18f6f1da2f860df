package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.policy.ExpertPolicy;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.policy.RandomPolicy;
import org.workcell.sim.policy.ZeroPolicy;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.task.TaskSpec;
import org.workcell.tasks.ReferenceData;
import org.workcell.testing.Episodes;

/** Experts solve their tasks, and doing nothing or anything does not. */
class PolicySuccessTest {

  private static final int SEEDS = 3;

  /** Experts may miss one of these episodes; the results page has the rates over fifty. */
  private static final int FEWEST_SUCCESSES = 2;

  /**
   * Tasks that chance solves now and then, on upstream's assets as often as on ours: what has to be
   * moved lies under the hand, has no spring, and stays where a stray finger leaves it.
   */
  private static final Set<String> SOLVED_BY_CHANCE =
      Set.of(
          "metaworld/handle-press-v3",
          "metaworld/handle-press-side-v3",
          "metaworld/drawer-close-v3",
          "metaworld/coffee-button-v3");

  static Stream<String> tasks() {
    return new MetaWorldSuite().tasks().stream().map(TaskDefinition::id);
  }

  private static void assertExpertSucceeds(String task, EnvironmentOptions options) {
    int successes = 0;
    try (Episodes episodes = new Episodes(task, options);
        Policy expert = expert(episodes.environment().spec().task())) {
      for (int seed = 0; seed < SEEDS && successes < FEWEST_SUCCESSES; seed++) {
        successes += episodes.succeeds(expert, seed) ? 1 : 0;
      }
    }
    assertEquals(FEWEST_SUCCESSES, successes);
  }

  private static Policy expert(TaskSpec spec) {
    TaskDefinition task = TaskRegistry.load().task(spec.id()).orElseThrow();
    return new ExpertPolicy(
        task.expert(TaskOptions.defaults(task)).orElseThrow(), spec.action().size());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void expertsSucceed(String task) {
    assertExpertSucceeds(task, EnvironmentOptions.defaults());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void expertsSucceedOnUpstreamAssets(String task) {
    boolean softenedDial =
        task.equals("metaworld/dial-turn-v3") && Engine.load().version().equals("3.5.0");
    ReferenceData.skipUnless(
        !softenedDial, "MuJoCo 3.5.0 softens the dial's contacts, and compat leaves it so");
    EnvironmentOptions options =
        EnvironmentOptions.defaults()
            .withProfile(Profile.COMPAT)
            .withAssets(AssetPack.upstream(ReferenceData.upstreamAssets()));
    assertExpertSucceeds(task, options);
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void restAndChanceFail(String task) {
    assertRestAndChanceFail(task, 0);
  }

  @Tag("soak")
  @ParameterizedTest
  @MethodSource("tasks")
  void restAndChanceFailOnMoreSeeds(String task) {
    assertRestAndChanceFail(task, 1, 2);
  }

  private static void assertRestAndChanceFail(String task, long... seeds) {
    try (Episodes episodes = new Episodes(task, EnvironmentOptions.defaults());
        Policy rest = new ZeroPolicy();
        Policy chance = new RandomPolicy(episodes.environment().spec().task().action())) {
      for (long seed : seeds) {
        assertFalse(episodes.succeeds(rest, seed), "rest");
        assertFalse(!SOLVED_BY_CHANCE.contains(task) && episodes.succeeds(chance, seed), "chance");
      }
    }
  }
}
