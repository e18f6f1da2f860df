package org.workcell.tasks;

import java.util.Collection;
import org.workcell.sim.contract.EnvironmentContract;
import org.workcell.sim.environment.TaskDefinition;
import org.workcell.sim.environment.TaskRegistry;

/** The environment contract over every task of every suite on the class path. */
class RegisteredTasksContractTest extends EnvironmentContract {

  @Override
  protected Collection<TaskDefinition> tasks() {
    return TaskRegistry.load().tasks();
  }
}
