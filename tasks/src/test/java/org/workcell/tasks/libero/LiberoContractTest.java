package org.workcell.tasks.libero;

import java.util.Collection;
import java.util.List;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.testing.contract.EnvironmentContract;

class LiberoContractTest extends EnvironmentContract {
  @Override
  protected Collection<TaskDefinition> tasks() {
    return List.of(
        TaskRegistry.load()
            .task("libero/goal/open_the_middle_drawer_of_the_cabinet-v1")
            .orElseThrow());
  }
}
