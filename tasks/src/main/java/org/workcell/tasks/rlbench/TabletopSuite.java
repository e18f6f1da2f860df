package org.workcell.tasks.rlbench;

import java.util.List;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Suite;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.tasks.rlbench.tasks.AllTasks;

/** RLBench-style tasks: one class and one scene each. */
public final class TabletopSuite implements Suite {

  static final String NAME = "rlbench";

  private static final List<TaskDefinition> TASKS =
      AllTasks.list().stream().<TaskDefinition>map(TabletopTaskDefinition::new).toList();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<TaskDefinition> tasks() {
    return TASKS;
  }

  @Override
  public List<BenchmarkDefinition> benchmarks() {
    return TabletopBenchmark.ALL;
  }
}
