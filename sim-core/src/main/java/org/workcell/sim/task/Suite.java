package org.workcell.sim.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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

  /**
   * The task that a user's own file describes; empty where it is no kind of file that the suite
   * reads. The task is not registered.
   *
   * @throws IllegalArgumentException naming what in the file is not understood
   */
  default Optional<TaskDefinition> taskOf(Path file) {
    return Optional.empty();
  }
}
