package org.workcell.sim.vector;

import org.workcell.sim.task.ResetOptions;

/**
 * Chooses how the episodes start that nobody asked for: those after an autoreset, and those of a
 * reset without options. Called on worker threads, for several environments at the same time; must
 * be a pure function of its arguments, so that results don't depend on scheduling.
 */
@FunctionalInterface
public interface EpisodeSchedule {

  /**
   * How the next episode of an environment starts.
   *
   * @param environment which one
   * @param episode 1 for the first such episode since the environment was last given a seed
   * @param seed not negative, drawn from the stream {@code episodes} of that seed
   */
  ResetOptions next(int environment, long episode, long seed);

  /** Contexts drawn by the tasks from the seeds. */
  static EpisodeSchedule fromSeeds() {
    return (environment, episode, seed) -> ResetOptions.seed(seed);
  }
}
