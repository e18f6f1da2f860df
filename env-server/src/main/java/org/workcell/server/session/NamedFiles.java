package org.workcell.server.session;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskSetting;

/**
 * The files that clients may name in settings of tasks, such as robots: those in the folders that
 * the server was started with, and nothing where there are none. Immutable.
 *
 * @param folders real paths are compared, so that links lead nowhere else
 */
record NamedFiles(List<Path> folders) {

  /**
   * The options of a task with files as paths on this machine.
   *
   * @throws CallException if a setting names a file that clients may not read
   */
  EnvironmentOptions admit(TaskDefinition task, EnvironmentOptions options) {
    Map<String, String> settings = new LinkedHashMap<>(options.settings());
    for (TaskSetting setting : task.settings()) {
      String value = settings.get(setting.name());
      if (setting.file() && value != null && !setting.values().contains(value)) {
        settings.put(setting.name(), find(setting, value).toString());
      }
    }
    return options.withSettings(settings);
  }

  private Path find(TaskSetting setting, String value) {
    for (Path folder : folders) {
      try {
        Path file = folder.resolve(value).toRealPath();
        if (file.startsWith(folder.toRealPath()) && setting.path().holds(file)) {
          return file;
        }
      } catch (IOException | InvalidPathException e) {
        // Another folder may have it.
        continue;
      }
    }
    throw new CallException(
        ErrorCode.NOT_FOUND,
        "setting %s=%s is neither one of %s nor a %s that clients of this server may name; start it with --files DIR, or name one in its folders"
            .formatted(setting.name(), value, setting.values(), setting.path().label()));
  }
}
