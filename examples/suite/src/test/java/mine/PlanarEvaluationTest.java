package mine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.workcell.evaluation.NetworkSettings;
import org.workcell.evaluation.PolicySource;
import org.workcell.randomization.Presets;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;

/** Suite, factor and policy by their names, as the command line finds them. */
class PlanarEvaluationTest {

  private static final TaskDefinition TASK =
      TaskRegistry.load().task("planar/reach-v1").orElseThrow();

  /** Steps of 100 with success, and where the arm is at the end. */
  private record Outcome(int successes, double shoulder) {}

  private static Outcome play(String policyLabel, EnvironmentOptions options, long seed) {
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      Environment environment = factory.newEnvironment(TASK, options);
      BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
      PolicySource source = PolicySource.parse(policyLabel, NetworkSettings.NONE);
      try (Policy policy =
          source.newPolicy(TASK, environment.spec(), environment.spec().task().layout())) {
        environment.reset(ResetOptions.seed(seed), storage, 0);
        policy.start(0, Episode.seed(seed));
        int successes = 0;
        while (!environment.needsReset()) {
          policy.act(storage, new int[] {0}, storage.action());
          environment.step(storage, 0);
          successes += (int) storage.success().get(0, 0);
        }
        return new Outcome(successes, storage.observation(0).get(0, 0));
      }
    }
  }

  @Test
  void theExpertReachesTheGoalAndZeroDoesNot() {
    for (long seed = 0; seed < 20; seed++) {
      assertTrue(play("expert", EnvironmentOptions.defaults(), seed).successes() > 50);
    }
    assertEquals(0, play("zero", EnvironmentOptions.defaults(), 0).successes());
  }

  @Test
  void theSpringPolicyMovesTheArm() {
    double still = play("zero", EnvironmentOptions.defaults(), 1).shoulder();
    double soft = play("spring=5", EnvironmentOptions.defaults(), 1).shoulder();
    double stiff = play("spring=20", EnvironmentOptions.defaults(), 1).shoulder();
    assertEquals(0, still, 1e-12);
    assertNotEquals(still, soft);
    assertNotEquals(soft, stiff);
  }

  @Test
  void theFactorChangesTheMotion() {
    EnvironmentOptions damped =
        EnvironmentOptions.defaults()
            .withRandomization(Presets.load(Path.of("damped.yaml").toString()).training());
    assertNotEquals(
        play("random", EnvironmentOptions.defaults(), 2).shoulder(),
        play("random", damped, 2).shoulder());
  }

  @Test
  void theBenchmarkHasEightGoalsOfOneRadius() {
    BenchmarkDefinition ring = TaskRegistry.load().benchmark("planar/ring").orElseThrow();
    var contexts = ring.draw(0, Profile.STRICT).entries().get(0).contexts();
    assertEquals(8, contexts.size());
    contexts.forEach(goal -> assertEquals(0.3, Math.hypot(goal[0], goal[1]), 1e-12));
  }
}
