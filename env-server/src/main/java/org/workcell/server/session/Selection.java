package org.workcell.server.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Suite;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;

/** Finds what clients name. */
final class Selection {

  private final TaskRegistry registry;

  Selection(TaskRegistry registry) {
    this.registry = registry;
  }

  /** The one benchmark that is named; null where tasks and suites are. */
  BenchmarkDefinition benchmark(List<String> names) {
    for (String name : names) {
      if (name != null && registry.benchmark(name).isPresent() && names.size() > 1) {
        throw CallJson.invalid(
            "benchmark '%s' is named together with other things; open a benchmark alone"
                .formatted(name));
      }
    }
    return registry.benchmark(names.get(0)).orElse(null);
  }

  /** The tasks that are named, each once; the name of a suite means all its tasks. */
  List<TaskDefinition> tasks(List<String> names) {
    Map<String, TaskDefinition> found = new LinkedHashMap<>();
    for (String name : names) {
      List<TaskDefinition> tasks =
          registry.suite(name).map(Suite::tasks).orElseGet(() -> List.of(task(name)));
      tasks.forEach(task -> found.putIfAbsent(task.id(), task));
    }
    return List.copyOf(found.values());
  }

  /** A task by id. */
  TaskDefinition task(String id) {
    return registry
        .task(id)
        .orElseThrow(
            () ->
                new CallException(
                    ErrorCode.NOT_FOUND,
                    "there is no task '%s'; suites are %s, and `workcell list` names all tasks and benchmarks"
                        .formatted(
                            id,
                            new TreeSet<>(registry.suites().stream().map(Suite::name).toList()))));
  }
}
