package org.workcell.perf;

import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskDefinition;

/**
 * What to measure.
 *
 * @param task the task
 * @param environment how its environments are made
 * @param count number of environments
 * @param workers threads that simulate
 * @param seconds how long to measure, all slices together
 */
public record PerfOptions(
    TaskDefinition task, EnvironmentOptions environment, int count, int workers, double seconds) {

  /** Checks the numbers. */
  public PerfOptions {
    if (count < 1 || count > 65_536) {
      throw new IllegalArgumentException("the number of environments is 1..65536, not " + count);
    }
    if (workers < 1 || workers > 1024) {
      throw new IllegalArgumentException("the number of threads is 1..1024, not " + workers);
    }
    if (!(seconds >= 1) || seconds > 3600) {
      throw new IllegalArgumentException(
          "a measurement takes 1 to 3600 seconds, not %s".formatted(seconds));
    }
  }
}
