package org.workcell.sim.task;

import java.util.List;

/**
 * A family of tasks. Suites are found through {@link java.util.ServiceLoader}, so that adding one
 * touches no other module.
 */
public interface Suite {

  /** First part of the ids of its tasks, for example {@code metaworld}. */
  String name();

  /** All tasks, in the suite's own order. */
  List<TaskDefinition> tasks();

  /** Named selections of its tasks with fixed initial states; none where there are none. */
  default List<BenchmarkDefinition> benchmarks() {
    return List.of();
  }
}
