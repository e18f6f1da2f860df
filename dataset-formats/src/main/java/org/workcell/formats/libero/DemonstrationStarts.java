package org.workcell.formats.libero;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.workcell.evaluation.DemonstrationSplit;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.task.RecordedStates;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSpec;

/**
 * Finds where a user's demonstrations start: the first states in files of LIBERO's layout, {@code
 * libero_goal/NAME_demo.hdf5}. Reads no more of a file than that. Stateless.
 */
public final class DemonstrationStarts {

  private DemonstrationStarts() {}

  /**
   * The starts of some tasks.
   *
   * @param place a file of one task, the folder of a suite, or a folder of such folders
   * @param options whose profile and settings the tasks have
   * @throws BadInputException if a task has no file there, a file is about another task, or a state
   *     does not fit its task
   */
  public static DemonstrationSplit read(
      Path place, List<TaskDefinition> tasks, EnvironmentOptions options) {
    if (Files.isRegularFile(place) && tasks.size() > 1) {
      throw new BadInputException(
          "'%s' holds demonstrations of one task, and %d are to be run; give a folder with a file for each"
              .formatted(place, tasks.size()));
    }
    Map<String, List<double[]>> contexts = new LinkedHashMap<>();
    for (TaskDefinition task : tasks) {
      try (LiberoFile file = LiberoFile.open(file(place, task))) {
        contexts.put(task.id(), contexts(file, spec(task, options)));
      }
    }
    return new DemonstrationSplit(place.toString(), contexts);
  }

  /**
   * Where upstream keeps demonstrations beside its assets.
   *
   * @param assets folders of assets
   * @throws BadInputException saying where it was searched, if they are in none of these places
   */
  public static Path besideAssets(List<Path> assets) {
    List<Path> places =
        assets.stream()
            .flatMap(
                folder ->
                    RecordedTasks.all().stream()
                        .flatMap(states -> states.foldersBesideAssets().stream())
                        .map(below -> folder.resolve(below).normalize()))
            .distinct()
            .toList();
    return places.stream()
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "there are no demonstrations beside the assets%s; name their folder or file with --demonstrations"
                        .formatted(
                            places.isEmpty() ? "" : " (looked for " + listed(places) + ")")));
  }

  private static Path file(Path place, TaskDefinition task) {
    if (Files.isRegularFile(place)) {
      return place;
    }
    if (!Files.isDirectory(place)) {
      throw new BadInputException(
          "there are no demonstrations at '%s'; give an HDF5 file of one task or a folder of them"
              .formatted(place));
    }
    Path named = Path.of(TaskFile.path(task.id()));
    List<Path> candidates = List.of(place.resolve(named), place.resolve(named.getFileName()));
    return candidates.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "task %s has no demonstrations in '%s' (looked for %s); add the file, or leave the task out"
                        .formatted(task.id(), place, listed(candidates))));
  }

  private static String listed(List<Path> paths) {
    return paths.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
  }

  private static TaskSpec spec(TaskDefinition task, EnvironmentOptions options) {
    try {
      TaskOptions chosen = TaskOptions.resolve(options.profile(), options.settings(), task);
      return task.inScene(chosen).spec(chosen);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private static List<double[]> contexts(LiberoFile file, TaskSpec spec) {
    RecordedStates states = RecordedTasks.of(file);
    String about = states.task(file.attributes()).orElseThrow();
    if (!about.equals(spec.id())) {
      throw new BadInputException(
          "'%s' holds demonstrations of %s, not of %s".formatted(file.path(), about, spec.id()));
    }
    List<double[]> contexts = new ArrayList<>();
    for (String demo : file.demos()) {
      contexts.add(context(file, demo, states, spec));
    }
    return contexts;
  }

  private static double[] context(
      LiberoFile file, String demo, RecordedStates states, TaskSpec spec) {
    try {
      ResetOptions start = states.start(spec, file.textsOf(demo), file.firstState(demo));
      if (spec.variations().size() > 1) {
        throw new IllegalArgumentException(
            "task %s has variations, and states do not say which".formatted(spec.id()));
      }
      spec.requireValid(start);
      return start
          .context()
          .orElseThrow(() -> new IllegalArgumentException("it has no initial state of its own"));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "no episode of %s can start where %s in '%s' does: %s"
              .formatted(spec.id(), demo, file.path(), e.getMessage()),
          e);
    }
  }
}
