package org.workcell.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.Suite;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;

/** Finds tasks by the names on a command line. */
final class TaskSelection {

  private final TaskRegistry registry;
  private final Consumer<String> leftOut;

  /** Every task file of a named folder has to be readable. */
  TaskSelection(TaskRegistry registry) {
    this(
        registry,
        reason -> {
          throw new BadInputException(reason);
        });
  }

  /**
   * Task files of a named folder may be left out.
   *
   * @param leftOut is told why
   */
  TaskSelection(TaskRegistry registry, Consumer<String> leftOut) {
    this.registry = registry;
    this.leftOut = leftOut;
  }

  /**
   * The tasks of these names in their order, each once; the name of a suite means all its tasks,
   * and a folder those of all task files in it that can be read.
   *
   * @throws BadInputException for an unknown name
   */
  List<TaskDefinition> tasks(List<String> names) {
    Map<String, TaskDefinition> found = new LinkedHashMap<>();
    for (String name : names) {
      List<TaskDefinition> tasks =
          registry
              .suite(name)
              .map(Suite::tasks)
              .orElseGet(() -> isFolder(name) ? tasksIn(Path.of(name)) : List.of(task(name)));
      tasks.forEach(task -> found.putIfAbsent(task.id(), task));
    }
    return List.copyOf(found.values());
  }

  /**
   * The benchmark that these names ask for; empty where they name tasks and suites.
   *
   * @throws BadInputException if a benchmark is named together with something else
   */
  Optional<BenchmarkDefinition> benchmark(List<String> names) {
    for (String name : names) {
      if (registry.benchmark(name).isPresent() && names.size() > 1) {
        throw new BadInputException(
            "benchmark '%s' is named together with other things; run a benchmark alone"
                .formatted(name));
      }
    }
    return registry.benchmark(names.get(0));
  }

  /**
   * Ids of the tasks of the one benchmark or suite that is named, in its order; empty where these
   * names are something else.
   */
  List<String> listed(List<String> names) {
    if (names.size() != 1) {
      return List.of();
    }
    return benchmark(names)
        .map(BenchmarkDefinition::tasks)
        .or(
            () ->
                registry
                    .suite(names.get(0))
                    .map(suite -> suite.tasks().stream().map(TaskDefinition::id).toList()))
        .orElse(List.of());
  }

  /**
   * The tasks of a benchmark, in its order.
   *
   * @throws BadInputException if one of them does not exist
   */
  List<TaskDefinition> tasksOf(BenchmarkDefinition benchmark) {
    return benchmark.tasks().stream()
        .map(
            id ->
                registry
                    .task(id)
                    .orElseThrow(
                        () ->
                            new BadInputException(
                                "benchmark %s needs task %s, which does not exist; run another one"
                                    .formatted(benchmark.id(), id))))
        .toList();
  }

  /**
   * The benchmark of a seed, where there is one.
   *
   * @throws BadInputException if it has no such seed
   */
  Optional<Benchmark> draw(Optional<BenchmarkDefinition> benchmark, long seed, Profile profile) {
    try {
      return benchmark.map(definition -> definition.draw(seed, profile));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  /**
   * The task of an id, or of a user's own file that a suite can read.
   *
   * @throws BadInputException suggesting the nearest names
   */
  TaskDefinition task(String id) {
    return registry
        .task(id)
        .or(() -> taskOfFile(id))
        .orElseThrow(
            () ->
                new BadInputException(
                    "there is no task '%s'; %s".formatted(id, advice(id, knownNames()))));
  }

  private boolean isFolder(String name) {
    return registry.task(name).isEmpty() && Files.isDirectory(Path.of(name));
  }

  private Optional<TaskDefinition> taskOfFile(String name) {
    try {
      return registry.suites().stream()
          .map(suite -> suite.taskOf(Path.of(name)))
          .flatMap(Optional::stream)
          .findFirst();
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  /** The tasks of a folder and those below, by path; notes what cannot be read. */
  private List<TaskDefinition> tasksIn(Path folder) {
    Map<String, TaskDefinition> found = new LinkedHashMap<>();
    for (Path file : filesIn(folder)) {
      try {
        Optional<TaskDefinition> task = taskOfFile(file.toString());
        if (task.isPresent() && found.putIfAbsent(task.get().id(), task.get()) != null) {
          leftOut.accept(
              "task file %s: another one is task %s already".formatted(file, task.get().id()));
        }
      } catch (BadInputException e) {
        leftOut.accept(e.getMessage());
      }
    }
    if (found.isEmpty()) {
      throw new BadInputException(
          "folder '%s' holds no task file that a suite can read".formatted(folder));
    }
    return List.copyOf(found.values());
  }

  private static List<Path> filesIn(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new BadInputException("folder '%s' cannot be read: %s".formatted(folder, e), e);
    }
  }

  /**
   * The tasks of a suite.
   *
   * @throws BadInputException naming the suites there are
   */
  List<TaskDefinition> suite(String name) {
    return registry
        .suite(name)
        .map(Suite::tasks)
        .orElseThrow(
            () ->
                new BadInputException(
                    "there is no suite '%s'; %s".formatted(name, advice(name, suiteNames()))));
  }

  private List<String> knownNames() {
    List<String> known = new ArrayList<>(suiteNames());
    registry.tasks().forEach(task -> known.add(task.id()));
    registry.benchmarks().forEach(benchmark -> known.add(benchmark.id()));
    return known;
  }

  private List<String> suiteNames() {
    return registry.suites().stream().map(Suite::name).toList();
  }

  private static String advice(String name, List<String> known) {
    List<String> nearest = NearestNames.of(name, known);
    return nearest.isEmpty()
        ? "'workcell list' shows what there is"
        : nearest.stream().collect(Collectors.joining(" or ", "did you mean ", "?"));
  }
}
