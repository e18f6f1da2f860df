package org.workcell.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.evaluation.Evaluation;
import org.workcell.sim.control.ActuatorModel;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.physics.DriveConstants;
import org.workcell.sim.task.TaskDefinition;

/** Says once which parameters of a robot's file do not act on an environment, and why. */
final class UnappliedParameters {

  private static final int MOST_NAMED = 6;

  private UnappliedParameters() {}

  /**
   * Prints a line for each reason. Of several tasks of a suite, the scene of the first one is
   * looked at.
   */
  static void print(Evaluation evaluation, PrintWriter err) {
    ActuatorModel drives = evaluation.commandPath().actuators();
    if (drives == null) {
      return;
    }
    drives
        .source()
        .map(file -> ParameterFiles.notOfScenes(ParameterFiles.parse(file.file(), file.content())))
        .filter(paths -> !paths.isEmpty())
        .ifPresent(
            paths ->
                err.printf(
                    "--actuators: not applied, because tasks read joints and sites as the scene has"
                        + " them: %s%n",
                    words(paths)));
    boolean ofBodies =
        drives.constants().keySet().stream()
            .anyMatch(path -> path.startsWith("body:") || path.startsWith("geom:"));
    if (ofBodies) {
      printAbsent(drives, evaluation, err);
    }
    err.flush();
  }

  private static void printAbsent(ActuatorModel drives, Evaluation evaluation, PrintWriter err) {
    EnvironmentOptions options = evaluation.options().withActuators(drives);
    Map<String, TaskDefinition> firsts = new LinkedHashMap<>();
    evaluation.tasks().forEach(task -> firsts.putIfAbsent(suite(task), task));
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      for (TaskDefinition task : firsts.values()) {
        List<String> absent =
            DriveConstants.absent(factory.scene(task, options).model(), drives.constants());
        if (!absent.isEmpty()) {
          err.printf(
              "--actuators: not applied to %s, whose scene has no such bodies or geoms: %s%n",
              task.id(), words(absent));
        }
      }
    }
  }

  private static String suite(TaskDefinition task) {
    return task.id().substring(0, task.id().indexOf('/'));
  }

  private static String words(List<String> paths) {
    List<String> named = new ArrayList<>(paths.subList(0, Math.min(MOST_NAMED, paths.size())));
    if (paths.size() > MOST_NAMED) {
      named.add("and %d more".formatted(paths.size() - MOST_NAMED));
    }
    return String.join(", ", named);
  }
}
