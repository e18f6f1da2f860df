package org.workcell.datasets.parameters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.control.ActuatorModel;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.physics.DriveConstants;
import org.workcell.sim.task.TaskDefinition;

/**
 * Parameters of a robot's file that do not act on tasks.
 *
 * @param because the reason
 * @param paths the parameters
 */
public record UnappliedParameters(String because, List<String> paths) {

  /** Takes a defensive copy. */
  public UnappliedParameters {
    paths = List.copyOf(paths);
  }

  /**
   * Those of some tasks, an element for each reason. Of several tasks of a suite, the scene of the
   * first one is looked at.
   *
   * @param options of the environments, with the drives or without
   */
  public static List<UnappliedParameters> of(
      ActuatorModel drives, Collection<TaskDefinition> tasks, EnvironmentOptions options) {
    List<UnappliedParameters> all = new ArrayList<>();
    drives
        .source()
        .map(file -> ParameterFiles.notOfScenes(ParameterFiles.parse(file.file(), file.content())))
        .filter(paths -> !paths.isEmpty())
        .ifPresent(
            paths ->
                all.add(
                    new UnappliedParameters(
                        "tasks read joints and sites as the scene has them", paths)));
    boolean ofBodies =
        drives.constants().keySet().stream()
            .anyMatch(path -> path.startsWith("body:") || path.startsWith("geom:"));
    if (ofBodies) {
      addAbsent(all, drives, tasks, options.withActuators(drives));
    }
    return List.copyOf(all);
  }

  private static void addAbsent(
      List<UnappliedParameters> all,
      ActuatorModel drives,
      Collection<TaskDefinition> tasks,
      EnvironmentOptions options) {
    Map<String, TaskDefinition> firsts = new LinkedHashMap<>();
    tasks.forEach(task -> firsts.putIfAbsent(suite(task), task));
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      for (TaskDefinition task : firsts.values()) {
        List<String> absent =
            DriveConstants.absent(factory.scene(task, options).model(), drives.constants());
        if (!absent.isEmpty()) {
          all.add(
              new UnappliedParameters(
                  "the scene of %s has no such bodies or geoms".formatted(task.id()), absent));
        }
      }
    }
  }

  private static String suite(TaskDefinition task) {
    return task.id().substring(0, task.id().indexOf('/'));
  }
}
