package org.workcell.tasks.arm;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.testing.contract.EnvironmentContract;

/** The environment contract on the desktop arm; that of all tasks runs on the industrial one. */
class DesktopArmContractTest extends EnvironmentContract {

  @Override
  protected Collection<TaskDefinition> tasks() {
    List<String> robots = List.of("builtin:desktop", "builtin:industrial");
    return Arrays.stream(ArmTaskKind.values())
        .<TaskDefinition>map(kind -> new ArmTaskDefinition(kind, robots))
        .toList();
  }
}
