package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskOptions;

/** A task offers versions of its reward only where it has several. */
class RewardVersionsTest {

  @Test
  void allTasksOfUpstreamHaveTwo() {
    for (var task : new MetaWorldSuite().tasks()) {
      TaskOptions legacy = TaskOptions.resolve(Profile.STRICT, Map.of("reward", "v1"), task);
      assertEquals("v1", legacy.setting("reward_version"), task.id());
    }
  }

  @Test
  void aTaskWithOneRefusesTheOther() {
    for (String setting : new String[] {"reward", "reward_version"}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      TaskOptions.resolve(
                          Profile.STRICT, Map.of(setting, "v1"), LiftTask.definition()))
              .getMessage();
      assertTrue(message.contains("lift-v1") && message.contains(setting), message);
    }
    TaskOptions options = TaskOptions.defaults(LiftTask.definition());
    assertFalse(options.settings().containsKey("reward_version"));
  }

  @Test
  void aTaskWithOneRuns() {
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      SimulatedEnvironment environment =
          factory.newEnvironment(LiftTask.definition(), EnvironmentOptions.defaults());
      BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
      environment.reset(ResetOptions.seed(1), storage, 0);
      environment.step(storage, 0);
      double height = 0.02;
      double scaled = 3 * (0.15 - height) / 0.15;
      assertEquals(10 / (scaled * scaled + 1), storage.reward().get(0, 0), 0.05);
    }
  }
}
