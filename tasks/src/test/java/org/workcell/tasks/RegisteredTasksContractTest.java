package org.workcell.tasks;

import java.util.Collection;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.testing.SampleTasks;
import org.workcell.testing.contract.EnvironmentContract;

/** The environment contract over every task of every suite on the class path. */
class RegisteredTasksContractTest extends EnvironmentContract {

  @Override
  protected Collection<TaskDefinition> tasks() {
    return SampleTasks.all();
  }

  /** So few for so many tasks; {@link LongContractTest} takes more. */
  @Override
  protected int steps() {
    return 10;
  }
}
