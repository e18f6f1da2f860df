package org.workcell.tasks.kitchen;

import java.util.List;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;

/**
 * How a task of the suite is to behave.
 *
 * @param compat whether upstream's behaviour is asked for, faults included
 * @param noise whether observations are noisy
 * @param terminate whether an episode ends once every goal has been reached
 * @param removeReached whether a goal pays only once
 */
record KitchenSettings(boolean compat, boolean noise, boolean terminate, boolean removeReached) {

  private static final String ON = "on";
  private static final String TRUE = "true";

  private static final TaskSetting NOISE =
      new TaskSetting("noise", List.of(ON, "off"), "whether observations are noisy");
  private static final TaskSetting TERMINATE =
      new TaskSetting(
          "terminate_on_tasks_completed",
          List.of(TRUE, "false"),
          "whether an episode ends once every goal has been reached");
  private static final TaskSetting REMOVE =
      new TaskSetting(
          "remove_task_when_completed",
          List.of(TRUE, "false"),
          "whether a goal pays once, or in every step in which it is reached");

  /** What every task of the suite offers. */
  static final List<TaskSetting> OFFERED = List.of(NOISE, TERMINATE, REMOVE);

  static KitchenSettings of(TaskOptions options) {
    return new KitchenSettings(
        options.compat(),
        options.setting(NOISE.name()).equals(ON),
        options.setting(TERMINATE.name()).equals(TRUE),
        options.setting(REMOVE.name()).equals(TRUE));
  }
}
