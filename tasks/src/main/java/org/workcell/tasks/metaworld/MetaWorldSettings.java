package org.workcell.tasks.metaworld;

import java.util.List;
import java.util.Map;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;

/**
 * How a task of the suite is to behave.
 *
 * @param compat whether upstream's behaviour is asked for, faults included
 * @param legacyReward whether reward version v1 is asked for instead of v2
 * @param goalVisible whether the observation shows the goal
 * @param actionType element type of actions
 */
record MetaWorldSettings(
    boolean compat, boolean legacyReward, boolean goalVisible, DataType actionType) {

  private static final TaskSetting REWARD_VERSION =
      new TaskSetting(
          "reward_version", List.of("v2", "v1"), "v2: dense, 0 to 10; v1: older, without bounds");
  private static final TaskSetting GOAL =
      new TaskSetting(
          "goal", List.of("visible", "hidden"), "whether the observation shows the goal or zeros");
  private static final TaskSetting ACTION_TYPE =
      new TaskSetting("action_dtype", List.of("float32", "float64"), "element type of actions");

  /** The choice with which observations do not tell the goal. */
  static final Map<String, String> HIDDEN_GOAL = Map.of(GOAL.name(), "hidden");

  /** What a task with these rewards offers. */
  static List<TaskSetting> offered(RewardVersions<?> rewards) {
    return rewards.v1().isPresent()
        ? List.of(REWARD_VERSION, GOAL, ACTION_TYPE)
        : List.of(GOAL, ACTION_TYPE);
  }

  static MetaWorldSettings of(TaskOptions options) {
    return new MetaWorldSettings(
        options.compat(),
        "v1".equals(options.setting(REWARD_VERSION.name())),
        options.setting(GOAL.name()).equals("visible"),
        options.setting(ACTION_TYPE.name()).equals("float32")
            ? DataType.FLOAT32
            : DataType.FLOAT64);
  }
}
