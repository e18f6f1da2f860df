package org.workcell.sim.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings that every task has beside its own. */
final class StandardSettings {

  private static final String REWARD_VERSION = "reward_version";

  private static final TaskSetting REWARD =
      new TaskSetting(
          "reward",
          RewardKind.labels(),
          "task: the task's own; sparse: 1 in steps of success, else 0; time_penalty: 0 in steps of"
              + " success, else -1");
  private static final TaskSetting COSTS =
      new TaskSetting(
          "costs",
          List.of("off", "on"),
          "whether each step comes with columns of collisions, path length and drops");

  private static final String ON = "on";
  private static final String OFF = "off";
  private static final TaskSetting MARKERS =
      new TaskSetting(
          "markers",
          List.of(ON, OFF),
          "whether images show the marker of the goal; off by default where the goal is hidden");

  private static final List<String> RESERVED = List.of(REWARD.name(), COSTS.name(), MARKERS.name());

  private StandardSettings() {}

  /** All settings of a task. */
  static List<TaskSetting> of(TaskDefinition task) {
    List<TaskSetting> all = new ArrayList<>(task.settings());
    all.add(REWARD);
    if (task.roles().robot().isPresent()) {
      all.add(COSTS);
    }
    if (task.goalMarkers().isPresent()) {
      all.add(MARKERS);
    }
    return all;
  }

  /**
   * Checks that a task's own settings have names of their own.
   *
   * @throws IllegalArgumentException naming the one that has not
   */
  static void requireFree(TaskDefinition task) {
    for (TaskSetting own : task.settings()) {
      if (RESERVED.contains(own.name())) {
        throw new IllegalArgumentException(
            "setting '%s' of task %s has the name of one that every task has; rename it"
                .formatted(own.name(), task.id()));
      }
    }
  }

  /**
   * Reads a version of the reward, which {@code reward} may name too, as the version that it is.
   */
  static Map<String, String> withoutAliases(Map<String, String> chosen, TaskDefinition task) {
    String reward = chosen.get(REWARD.name());
    boolean isVersion =
        reward != null
            && !REWARD.accepts(reward)
            && task.settings().stream()
                .anyMatch(own -> own.name().equals(REWARD_VERSION) && own.accepts(reward));
    if (!isVersion) {
      return chosen;
    }
    Map<String, String> plain = new LinkedHashMap<>(chosen);
    plain.remove(REWARD.name());
    plain.put(REWARD_VERSION, reward);
    return plain;
  }

  static RewardKind reward(TaskOptions options) {
    return RewardKind.ofLabel(options.setting(REWARD.name()));
  }

  /**
   * The value that holds where none is chosen.
   *
   * @param chosen values of the settings before this one
   */
  static String defaultOf(TaskSetting setting, Map<String, String> chosen, TaskDefinition task) {
    boolean hidden = setting == MARKERS && !task.goalMarkers().orElseThrow().goalIsObserved(chosen);
    return hidden ? OFF : setting.defaultValue();
  }

  /** Whether a choice is true of a task that does not offer its setting: no markers, none drawn. */
  static boolean holdsAnyway(String setting, String value) {
    return setting.equals(MARKERS.name()) && value.equals(OFF);
  }

  /** Whether an episode depends on a setting; on what images show, none does. */
  static boolean changesEpisodes(String setting) {
    return !setting.equals(MARKERS.name());
  }

  static boolean markers(TaskOptions options) {
    return ON.equals(options.setting(MARKERS.name()));
  }

  static boolean costs(TaskOptions options) {
    return ON.equals(options.setting(COSTS.name()));
  }
}
