package org.workcell.sim.task;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** All suites on the class path. Immutable and thread-safe. */
public final class TaskRegistry {

  private final Map<String, Suite> suites = new LinkedHashMap<>();
  private final Map<String, TaskDefinition> tasks = new LinkedHashMap<>();
  private final Map<String, BenchmarkDefinition> benchmarks = new LinkedHashMap<>();

  /** A registry of these suites. */
  public TaskRegistry(Collection<Suite> suites) {
    for (Suite suite : suites) {
      if (this.suites.put(suite.name(), suite) != null) {
        throw new IllegalArgumentException(
            "suite '%s' is registered twice; rename one".formatted(suite.name()));
      }
      for (TaskDefinition task : suite.tasks()) {
        register(suite, task);
      }
      suite.benchmarks().forEach(benchmark -> register(suite, benchmark));
    }
  }

  private void register(Suite suite, TaskDefinition task) {
    if (!task.id().matches(suite.name() + "(/[A-Za-z0-9_-]+){1,2}-v[0-9]+")) {
      throw new IllegalArgumentException(
          "task id '%s' of suite '%s' must read %s/name-vN or %s/group/name-vN"
              .formatted(task.id(), suite.name(), suite.name()));
    }
    StandardSettings.requireFree(task);
    if (tasks.put(task.id(), task) != null) {
      throw new IllegalArgumentException("task '%s' is registered twice".formatted(task.id()));
    }
  }

  private void register(Suite suite, BenchmarkDefinition benchmark) {
    if (!benchmark.id().startsWith(suite.name() + "/") || tasks.containsKey(benchmark.id())) {
      throw new IllegalArgumentException(
          "benchmark id '%s' of suite '%s' must read %s/name and be no task's"
              .formatted(benchmark.id(), suite.name(), suite.name()));
    }
    if (benchmarks.put(benchmark.id(), benchmark) != null) {
      throw new IllegalArgumentException(
          "benchmark '%s' is registered twice".formatted(benchmark.id()));
    }
  }

  /** The suites that the class path offers. */
  public static TaskRegistry load() {
    List<Suite> found = new ArrayList<>();
    ServiceLoader.load(Suite.class).forEach(found::add);
    return new TaskRegistry(found);
  }

  /** All suites. */
  public Collection<Suite> suites() {
    return List.copyOf(suites.values());
  }

  /** All tasks of all suites. */
  public Collection<TaskDefinition> tasks() {
    return List.copyOf(tasks.values());
  }

  /** A suite by name. */
  public Optional<Suite> suite(String name) {
    return Optional.ofNullable(suites.get(name));
  }

  /** A task by id. */
  public Optional<TaskDefinition> task(String id) {
    return Optional.ofNullable(tasks.get(id));
  }

  /** All benchmarks of all suites. */
  public Collection<BenchmarkDefinition> benchmarks() {
    return List.copyOf(benchmarks.values());
  }

  /** A benchmark by id. */
  public Optional<BenchmarkDefinition> benchmark(String id) {
    return Optional.ofNullable(benchmarks.get(id));
  }
}
