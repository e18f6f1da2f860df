package org.workcell.sim.task;

import java.util.List;

/** A named benchmark of a suite, from which each seed makes a {@link Benchmark}. Immutable. */
public interface BenchmarkDefinition {

  /** Suite and name, for example {@code metaworld/MT10}; never the id of a task. */
  String id();

  /** What it is, in one line. */
  String description();

  /** The seed that holds where none is chosen. */
  long defaultSeed();

  /** Ids of its tasks, in order. */
  List<String> tasks();

  /**
   * Draws the benchmark of a seed.
   *
   * @throws IllegalArgumentException if the benchmark has no such seed
   */
  Benchmark draw(long seed, Profile profile);
}
