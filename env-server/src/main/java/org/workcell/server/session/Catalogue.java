package org.workcell.server.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.StandardColumns;
import org.workcell.sim.task.Suite;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.task.TaskSetting;
import org.workcell.sim.task.TaskSpec;

/** What a host offers, as {@code list} answers it. Thread-safe. */
final class Catalogue {

  private final TaskRegistry registry;
  private Listing listing;

  Catalogue(TaskRegistry registry) {
    this.registry = registry;
  }

  /** Everything that can be opened. */
  record Listing(List<String> suites, List<Task> tasks, List<Benchmark> benchmarks) {}

  /** A task with its default settings. */
  record Task(String id, String instruction, int horizon, String suite, List<Setting> settings) {}

  /**
   * A choice that a task offers.
   *
   * @param combinable whether several values may be chosen, joined by {@code +}
   * @param lowest the smallest number that may be chosen; absent where values are named
   * @param highest the largest number that may be chosen; absent where values are named
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Setting(
      String name,
      List<String> values,
      boolean combinable,
      Double lowest,
      Double highest,
      @JsonProperty("default") String defaultValue,
      String meaning) {}

  /** A named list of tasks. */
  record Benchmark(String id, String description, List<String> tasks) {}

  /** The answer; made once. */
  synchronized Listing listing() {
    if (listing == null) {
      listing =
          new Listing(
              registry.suites().stream().map(Suite::name).toList(),
              registry.tasks().stream().map(Catalogue::task).toList(),
              registry.benchmarks().stream().map(Catalogue::benchmark).toList());
    }
    return listing;
  }

  private static Task task(TaskDefinition task) {
    TaskSpec spec = StandardColumns.specOf(task, TaskOptions.defaults(task));
    return new Task(
        spec.id(),
        spec.instruction(),
        spec.horizon(),
        spec.suite(),
        TaskOptions.offered(task).stream().map(Catalogue::setting).toList());
  }

  private static Setting setting(TaskSetting setting) {
    return new Setting(
        setting.name(),
        setting.values(),
        setting.combinable(),
        setting.numbers().map(TaskSetting.Numbers::lowest).orElse(null),
        setting.numbers().map(TaskSetting.Numbers::highest).orElse(null),
        setting.defaultValue(),
        setting.meaning());
  }

  private static Benchmark benchmark(BenchmarkDefinition benchmark) {
    return new Benchmark(benchmark.id(), benchmark.description(), benchmark.tasks());
  }
}
