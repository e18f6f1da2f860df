package org.workcell.tasks.metaworld.benchmark;

import org.workcell.sim.numpy.NumpyPcg64;

/**
 * Upstream's wrapper of this name: before each episode a goal is drawn with replacement. One thread
 * at a time.
 */
public final class RandomTaskSelect {

  private final int goals;
  private final NumpyPcg64 random;

  /** Selects among goals numbered from 0, as upstream after {@code env.seed(seed)}. */
  public RandomTaskSelect(int goals, long seed) {
    this.goals = goals;
    this.random = new NumpyPcg64(seed);
  }

  /** Number of the goal of the next episode. */
  public int next() {
    return random.integers(goals);
  }
}
