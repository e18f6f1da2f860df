package org.workcell.tasks.kitchen;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;

/**
 * How a task of the suite is to behave.
 *
 * @param compat whether upstream's behaviour is asked for, faults included
 * @param robotNoiseRatio noise of the robot's positions and velocities, as upstream scales it
 * @param objectNoiseRatio noise of the elements', as upstream scales it
 * @param terminate whether an episode ends once every goal has been reached
 * @param removeReached whether a goal pays only once
 */
record KitchenSettings(
    boolean compat,
    double robotNoiseRatio,
    double objectNoiseRatio,
    boolean terminate,
    boolean removeReached) {

  private static final String TRUE = "true";

  private static final double LARGEST_RATIO = 1000;

  /** The setting of earlier versions: upstream's ratios or none. */
  private static final TaskSetting NOISE =
      new TaskSetting("noise", List.of("on", "off"), "whether observations are noisy");

  private static final TaskSetting ROBOT_NOISE =
      TaskSetting.number(
          "robot_noise_ratio",
          0,
          LARGEST_RATIO,
          0.01,
          "noise of the robot's joints: uniform, up to this times 0.1 (rad, m, rad/s, m/s)");
  private static final TaskSetting OBJECT_NOISE =
      TaskSetting.number(
          "object_noise_ratio",
          0,
          LARGEST_RATIO,
          0.0005,
          "noise of the elements: uniform, up to this times 0.0005 to 0.1, by element");
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
  static final List<TaskSetting> OFFERED = List.of(ROBOT_NOISE, OBJECT_NOISE, TERMINATE, REMOVE);

  /** Reads {@code noise=on|off} as the two ratios that it stands for. */
  static Map<String, String> withoutAliases(Map<String, String> chosen) {
    String noise = chosen.get(NOISE.name());
    if (noise == null) {
      return chosen;
    }
    if (!NOISE.accepts(noise)) {
      throw new IllegalArgumentException(
          "setting noise=%s does not exist; use %s, or numbers for %s and %s"
              .formatted(noise, NOISE.choices(), ROBOT_NOISE.name(), OBJECT_NOISE.name()));
    }
    Map<String, String> plain = new LinkedHashMap<>(chosen);
    plain.remove(NOISE.name());
    for (TaskSetting ratio : List.of(ROBOT_NOISE, OBJECT_NOISE)) {
      String value = noise.equals("on") ? ratio.defaultValue() : "0";
      if (plain.put(ratio.name(), value) != null) {
        throw new IllegalArgumentException(
            "settings noise and %s contradict each other; use %s alone"
                .formatted(ratio.name(), ratio.name()));
      }
    }
    return plain;
  }

  static KitchenSettings of(TaskOptions options) {
    return new KitchenSettings(
        options.compat(),
        Double.parseDouble(options.setting(ROBOT_NOISE.name())),
        Double.parseDouble(options.setting(OBJECT_NOISE.name())),
        options.setting(TERMINATE.name()).equals(TRUE),
        options.setting(REMOVE.name()).equals(TRUE));
  }
}
