package org.workcell.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Suite;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;

/** The tasks over which tests of all tasks run. */
public final class SampleTasks {

  private static final String SMOKE = "/smoke";

  private SampleTasks() {}

  /**
   * All tasks of all suites on the class path; of a suite with a benchmark {@code smoke}, the tasks
   * of that benchmark, which stand for the others.
   */
  public static List<TaskDefinition> all() {
    TaskRegistry registry = TaskRegistry.load();
    List<TaskDefinition> tasks = new ArrayList<>();
    for (Suite suite : registry.suites()) {
      Optional<BenchmarkDefinition> smoke = registry.benchmark(suite.name() + SMOKE);
      if (smoke.isEmpty()) {
        tasks.addAll(suite.tasks());
      } else {
        smoke.get().tasks().forEach(id -> tasks.add(registry.task(id).orElseThrow()));
      }
    }
    return List.copyOf(tasks);
  }
}
