package org.workcell.perturbation;

import java.util.List;
import org.workcell.sim.task.TaskDefinition;

/** {@link PresetsOnAllTasks} of the second task, the fourth and so on. */
class PresetsOnEvenTasksTest extends PresetsOnAllTasks {

  @Override
  List<TaskDefinition> tasks() {
    return half(1);
  }
}
