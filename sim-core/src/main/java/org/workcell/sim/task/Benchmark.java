package org.workcell.sim.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tasks with their settings and the initial states to evaluate them from, as drawn from one seed.
 * Episode {@code e} of a task starts from its context {@code e} modulo their number.
 *
 * @param id suite and name, for example {@code metaworld/MT10}
 * @param seed what the contexts were drawn from
 * @param contextRule how the contexts follow from the seed, in words
 * @param entries the tasks, in the benchmark's order
 */
public record Benchmark(String id, long seed, String contextRule, List<Entry> entries) {

  /**
   * One task of a benchmark.
   *
   * @param task id of the task
   * @param settings values of settings that the benchmark demands
   * @param contexts at least one vector that determines an initial state
   */
  public record Entry(String task, Map<String, String> settings, List<double[]> contexts) {

    /** Takes defensive copies. */
    public Entry {
      settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
      contexts = contexts.stream().map(double[]::clone).toList();
      if (contexts.isEmpty()) {
        throw new IllegalArgumentException(
            "task %s of a benchmark has no context; give at least one".formatted(task));
      }
    }

    /** The initial state of an episode. */
    public double[] context(int episode) {
      return contexts.get(episode % contexts.size()).clone();
    }
  }

  /** Takes a defensive copy. */
  public Benchmark {
    entries = List.copyOf(entries);
  }

  /** What tells a multi-task policy which task it is at: 1 at the task's position, else 0. */
  public double[] oneHot(int position) {
    double[] code = new double[entries.size()];
    code[position] = 1;
    return code;
  }
}
