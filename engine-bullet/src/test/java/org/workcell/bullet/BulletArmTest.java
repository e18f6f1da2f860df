package org.workcell.bullet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.policy.ExpertPolicy;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.tasks.arm.ArmSuite;
import org.workcell.testing.Episodes;

/** The arm's tasks in both engines. */
class BulletArmTest {

  @BeforeAll
  static void requireBullet() {
    Rig.requireBullet();
  }

  private static TaskDefinition task(String id) {
    return new ArmSuite()
        .tasks().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  private static ExpertPolicy expert(String id, SimulatedEnvironment environment) {
    return new ExpertPolicy(
        task(id).expert(environment.spec().options()).orElseThrow(),
        environment.spec().task().action().size());
  }

  @Test
  void tasksWithObjectsAreRefusedWithTheReason() {
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      EnvironmentOptions options =
          EnvironmentOptions.defaults().withDynamics(BulletEngine.corrected());
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> factory.newEnvironment(task("arm/push-v1"), options))
              .getMessage();
      assertTrue(message.contains("is a free joint"), message);
      factory.newEnvironment(task("arm/push-v1"), EnvironmentOptions.defaults()).close();
    }
  }

  /** Experts are of the same use in both engines, and the engines stay close. */
  @ParameterizedTest
  @CsvSource({
    "arm/reach-v1, builtin:industrial, 0.01",
    "arm/reach-v1, builtin:desktop, 0.03",
    "arm/track-v1, builtin:industrial, 0.01",
  })
  void expertsSucceedInBothEngines(String id, String robot, double apart) {
    EnvironmentOptions options = EnvironmentOptions.defaults().withSettings(Map.of("robot", robot));
    try (Episodes mujoco = new Episodes(task(id), options);
        Episodes bullet = new Episodes(task(id), options.withDynamics(BulletEngine.corrected()))) {
      for (long seed = 0; seed < 2; seed++) {
        double[][] ends = new double[2][];
        List<Episodes> both = List.of(mujoco, bullet);
        for (int i = 0; i < 2; i++) {
          SimulatedEnvironment environment = both.get(i).environment();
          assertTrue(both.get(i).play(expert(id, environment), seed).successOnce(), id);
          ends[i] = environment.physics().qpos().toArray();
        }
        assertEquals(0, Rig.apart(ends[0], ends[1]), apart, id + " seed " + seed);
      }
    }
  }
}
