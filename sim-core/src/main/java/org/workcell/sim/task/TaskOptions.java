package org.workcell.sim.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a task is to behave: its profile and the value of each of its settings.
 *
 * @param profile upstream's behaviour or the mended one
 * @param settings one value for each setting that the task offers
 */
public record TaskOptions(Profile profile, Map<String, String> settings) {

  /** Takes a defensive copy that keeps the order. */
  public TaskOptions {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** The strict profile with the default of every setting. */
  public static TaskOptions defaults(TaskDefinition task) {
    return resolve(Profile.STRICT, Map.of(), task);
  }

  /**
   * Completes chosen values with defaults.
   *
   * @throws IllegalArgumentException for a setting or a value that the task does not offer
   */
  public static TaskOptions resolve(
      Profile profile, Map<String, String> given, TaskDefinition task) {
    Map<String, String> chosen = task.withoutAliases(StandardSettings.withoutAliases(given, task));
    Map<String, String> settings = new LinkedHashMap<>();
    for (TaskSetting setting : offered(task)) {
      String value = chosen.get(setting.name());
      if (value == null) {
        value = StandardSettings.defaultOf(setting, settings, task);
      }
      if (!setting.accepts(value)) {
        throw new IllegalArgumentException(
            "setting %s=%s of task %s does not exist; use %s"
                .formatted(setting.name(), value, task.id(), setting.choices()));
      }
      settings.put(setting.name(), setting.canonical(value));
    }
    for (String name : chosen.keySet()) {
      if (!settings.containsKey(name) && !StandardSettings.holdsAnyway(name, chosen.get(name))) {
        List<String> offered = offered(task).stream().map(TaskSetting::name).toList();
        throw new IllegalArgumentException(
            "task %s has no setting '%s'; it has %s".formatted(task.id(), name, offered));
      }
    }
    return new TaskOptions(profile, settings);
  }

  /** All settings of a task: its own and those that every task has. */
  public static List<TaskSetting> offered(TaskDefinition task) {
    return StandardSettings.of(task);
  }

  /** Value of a setting that the task offers. */
  public String setting(String name) {
    return settings.get(name);
  }

  /** The settings on which episodes depend: all but those of which only images depend. */
  public Map<String, String> settingsOfEpisodes() {
    Map<String, String> those = new LinkedHashMap<>(settings);
    those.keySet().removeIf(name -> !StandardSettings.changesEpisodes(name));
    return those;
  }

  /** Whether upstream's behaviour is asked for. */
  public boolean compat() {
    return profile == Profile.COMPAT;
  }
}
