package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.Profile;
import org.workcell.sim.environment.TaskDefinition;
import org.workcell.sim.environment.TaskRegistry;
import org.workcell.sim.environment.TaskSpec;
import org.workcell.sim.policy.ExpertPolicy;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.policy.RandomPolicy;
import org.workcell.sim.policy.ZeroPolicy;
import org.workcell.sim.scene.AssetPack;

/** Experts solve their tasks, and doing nothing or anything does not. */
class PolicySuccessTest {

  private static final String REACH = "metaworld/reach-v3";
  private static final String PUSH = "metaworld/push-v3";
  private static final String DRAWER_OPEN = "metaworld/drawer-open-v3";

  private static final int SEEDS = 10;

  /** Episodes in which a policy succeeds at the last step, where that is asked, or at any. */
  private static int successes(
      String task,
      EnvironmentOptions options,
      Function<TaskSpec, Policy> newPolicy,
      boolean atEnd) {
    int successes = 0;
    try (Episodes episodes = new Episodes(task, options);
        Policy policy = newPolicy.apply(episodes.environment().spec().task())) {
      for (int seed = 0; seed < SEEDS; seed++) {
        var statistics = episodes.play(policy, seed);
        if (atEnd ? statistics.successAtEnd() : statistics.successOnce()) {
          successes++;
        }
      }
    }
    return successes;
  }

  private static Policy expert(TaskSpec spec) {
    TaskDefinition task = TaskRegistry.load().task(spec.id()).orElseThrow();
    return new ExpertPolicy(task.expert().orElseThrow(), spec.action().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {REACH, PUSH, DRAWER_OPEN})
  void expertsSucceedAndStaySuccessful(String task) {
    EnvironmentOptions options = EnvironmentOptions.defaults();
    assertTrue(successes(task, options, PolicySuccessTest::expert, true) >= 9);
  }

  @ParameterizedTest
  @ValueSource(strings = {REACH, PUSH, DRAWER_OPEN})
  void expertsSucceedOnUpstreamAssets(String task) {
    EnvironmentOptions options =
        EnvironmentOptions.defaults()
            .withProfile(Profile.COMPAT)
            .withAssets(AssetPack.upstream(ReferenceData.upstreamAssets()));
    assertTrue(successes(task, options, PolicySuccessTest::expert, true) >= 9);
  }

  @ParameterizedTest
  @ValueSource(strings = {REACH, PUSH, DRAWER_OPEN})
  void restAndChanceFail(String task) {
    EnvironmentOptions options = EnvironmentOptions.defaults();
    assertEquals(0, successes(task, options, spec -> new ZeroPolicy(), false));
    assertEquals(0, successes(task, options, spec -> new RandomPolicy(spec.action()), true));
  }
}
