package org.workcell.tasks.arm;

import java.util.Arrays;
import java.util.List;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Suite;
import org.workcell.sim.task.TaskDefinition;

/** The tasks of the suite, on whichever robot is chosen. */
public final class ArmSuite implements Suite {

  static final String NAME = "arm";

  private static final List<TaskDefinition> TASKS =
      Arrays.stream(ArmTaskKind.values()).<TaskDefinition>map(ArmTaskDefinition::new).toList();

  static String id(ArmTaskKind kind) {
    return NAME + "/" + kind.task();
  }

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
    return ArmBenchmark.ALL;
  }
}
