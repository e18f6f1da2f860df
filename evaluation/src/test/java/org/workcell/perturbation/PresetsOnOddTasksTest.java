package org.workcell.perturbation;

import java.util.List;
import org.workcell.sim.task.TaskDefinition;

/** {@link PresetsOnAllTasks} of the first task, the third and so on. */
class PresetsOnOddTasksTest extends PresetsOnAllTasks {

  @Override
  List<TaskDefinition> tasks() {
    return half(0);
  }
}
