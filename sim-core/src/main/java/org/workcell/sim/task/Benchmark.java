package org.workcell.sim.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tasks with their settings and the initial states to evaluate them from, as drawn from one seed.
 * Episode {@code e} of a task starts from its context {@code e} modulo their number, if it has any.
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
   * @param contexts vectors that determine initial states; empty where episodes draw from their own
   *     seeds
   */
  public record Entry(String task, Map<String, String> settings, List<double[]> contexts) {

    /** Takes defensive copies. */
    public Entry {
      settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
      contexts = contexts.stream().map(double[]::clone).toList();
    }

    /**
     * The initial state of an episode.
     *
     * @throws IllegalStateException if episodes draw their own
     */
    public double[] context(int episode) {
      if (contexts.isEmpty()) {
        throw new IllegalStateException(
            "episodes of task %s draw their starts from their seeds; use start".formatted(task));
      }
      return contexts.get(episode % contexts.size()).clone();
    }

    /** How an episode starts: from its context, where the benchmark has contexts. */
    public ResetOptions start(ResetOptions options, int episode) {
      return contexts.isEmpty() ? options : options.withContext(context(episode));
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
