package org.workcell.tasks.arm;

import java.util.Collection;
import java.util.List;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.testing.contract.EnvironmentContract;

/**
 * The environment contract on the desktop arm, which has a gripper, with the task that has an
 * object; that of all tasks runs on the industrial arm.
 */
class DesktopArmContractTest extends EnvironmentContract {

  @Override
  protected Collection<TaskDefinition> tasks() {
    List<String> robots = List.of("builtin:desktop", "builtin:industrial");
    return List.of(new ArmTaskDefinition(ArmTaskKind.PUSH, robots));
  }
}
