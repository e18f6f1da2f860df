package org.workcell.tasks;

import java.util.Collection;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.testing.SampleTasks;
import org.workcell.testing.contract.ColumnContract;

/** The contract of info columns over every task of every suite on the class path. */
class RegisteredTasksColumnsTest extends ColumnContract {

  @Override
  protected Collection<TaskDefinition> tasks() {
    return SampleTasks.all();
  }
}
