package org.workcell.training;

import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.vector.EpisodeSchedule;

/**
 * Which seed the episode after an episode has, so that a rollout that is resumed goes on with the
 * seeds that it would have had: seed {@code n} of environment {@code i} comes from the stream
 * {@code episodes/n} of {@code seed + i}, as a vector without a schedule draws it.
 */
public final class RolloutSeeds implements EpisodeSchedule {

  private final long seed;
  private final long[] before;

  /**
   * Seeds of a rollout.
   *
   * @param seed environment {@code i} starts with seed {@code seed + i}
   */
  public RolloutSeeds(long seed, int environments) {
    this.seed = seed;
    this.before = new long[environments];
  }

  long first() {
    return seed;
  }

  /** Of the episodes of an environment, so many have begun after its first. */
  void continueAfter(int environment, long episodes) {
    before[environment] = episodes;
  }

  @Override
  public ResetOptions next(int environment, long episode, long unused) {
    return start(environment, before[environment] + episode);
  }

  ResetOptions start(int environment, long number) {
    long root = seed + environment;
    return ResetOptions.seed(new SeedStreams(root).stream("episodes/" + number).nextLong() >>> 1);
  }
}
