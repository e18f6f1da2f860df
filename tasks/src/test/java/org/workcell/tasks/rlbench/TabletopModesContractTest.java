package org.workcell.tasks.rlbench;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.testing.contract.EnvironmentContract;

/**
 * The environment contract in the joint modes that are not the default, and with attached grasps.
 */
class TabletopModesContractTest {

  private abstract static class InMode extends EnvironmentContract {

    abstract Map<String, String> settings();

    @Override
    protected Collection<TaskDefinition> tasks() {
      return List.of(TabletopTasks.definition("pick_up_cup"));
    }

    @Override
    protected EnvironmentOptions options() {
      return EnvironmentOptions.defaults().withSettings(settings());
    }
  }

  @Nested
  class Positions extends InMode {
    @Override
    Map<String, String> settings() {
      return Map.of("action_mode", "joint_position", "gripper", "continuous");
    }
  }

  @Nested
  class Velocities extends InMode {
    @Override
    Map<String, String> settings() {
      return Map.of("action_mode", "joint_velocity", "grasp", "attach");
    }
  }

  @Nested
  class Torques extends InMode {
    @Override
    Map<String, String> settings() {
      return Map.of("action_mode", "joint_torque");
    }
  }
}
