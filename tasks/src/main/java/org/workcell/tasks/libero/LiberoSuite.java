package org.workcell.tasks.libero;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Suite;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.tasks.libero.benchmark.LiberoBenchmarks;
import org.workcell.tasks.libero.problem.TaskConfigs;

/** The 130 tasks of the suite: one class and a table. */
public final class LiberoSuite implements Suite {

  private static final String TASK_FILE = ".bddl";

  private static final List<TaskDefinition> TASKS =
      TaskConfigs.all().stream().<TaskDefinition>map(LiberoTaskDefinition::new).toList();

  @Override
  public String name() {
    return TaskConfigs.NAME;
  }

  @Override
  public List<TaskDefinition> tasks() {
    return TASKS;
  }

  /** Reads task files in BDDL form, {@code *.bddl}. */
  @Override
  public Optional<TaskDefinition> taskOf(Path file) {
    return file.toString().endsWith(TASK_FILE)
        ? Optional.of(LiberoTaskDefinition.ofFile(file))
        : Optional.empty();
  }

  @Override
  public List<BenchmarkDefinition> benchmarks() {
    return LiberoBenchmarks.all();
  }
}
