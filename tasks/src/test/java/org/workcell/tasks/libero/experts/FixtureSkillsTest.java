package org.workcell.tasks.libero.experts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.task.ResetOptions;
import org.workcell.tasks.libero.LiberoTaskDefinition;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;

/** Each skill for a mechanism brings about the goal of a task that asks for nothing else. */
final class FixtureSkillsTest {

  private static final long SEED = 4711;

  /** Twice what the skills need. */
  private static final int STEPS = 240;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "libero/90/KITCHEN_SCENE1_open_the_bottom_drawer_of_the_cabinet-v1",
        "libero/90/KITCHEN_SCENE5_close_the_top_drawer_of_the_cabinet-v1",
        "libero/90/KITCHEN_SCENE7_open_the_microwave-v1",
        "libero/90/KITCHEN_SCENE6_close_the_microwave-v1",
        "libero/goal/turn_on_the_stove-v1",
        "libero/90/KITCHEN_SCENE8_turn_off_the_stove-v1",
        "libero/goal/push_the_plate_to_the_front_of_the_stove-v1"
      })
  void reachesTheGoal(String id) {
    TaskConfig config = TaskConfigs.of(id);
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      SimulatedEnvironment environment =
          factory.newEnvironment(
              new LiberoTaskDefinition(config), EnvironmentOptions.defaults().withHorizon(STEPS));
      assertTrue(succeeds(environment, new LiberoExpert(config)), id);
    }
  }

  private static boolean succeeds(SimulatedEnvironment environment, LiberoExpert expert) {
    BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    BatchRow row = new BatchRow();
    double[] action = new double[environment.spec().task().action().size()];
    environment.reset(ResetOptions.seed(SEED), storage, 0);
    expert.start(Episode.seed(SEED));
    while (!environment.needsReset()) {
      row.moveTo(storage, 0);
      expert.act(row, action);
      storage.action().putRow(0, action);
      environment.step(storage, 0);
    }
    return storage.success().get(0, 0) != 0;
  }

  @Test
  void drawersAreFoundByTheirJoints() {
    Drawer drawer = Drawer.of("white_cabinet_1", "white_cabinet_1_middle_level");
    assertEquals("white_cabinet_1_middle_level", drawer.joint());
    IllegalArgumentException wrong =
        assertThrows(
            IllegalArgumentException.class,
            () -> Drawer.of("white_cabinet_1", "white_cabinet_1_door"));
    assertTrue(wrong.getMessage().contains("top_level"), wrong.getMessage());
  }

  @Test
  void yawsOfTheHandStayWithinAQuarterTurnOfTheEasyOne() {
    for (double yaw = -10; yaw < 10; yaw += 0.1) {
      double easy = FixtureFrame.easyYaw(yaw);
      assertTrue(Math.abs(easy - Math.PI / 4) <= Math.PI / 2 + 1e-9, "yaw " + yaw);
      assertEquals(0, Math.sin(easy - yaw), 1e-9, "yaw " + yaw);
    }
  }
}
