package org.workcell.sim.vector;

import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.task.ResetOptions;

/**
 * How the episodes of one environment start that nobody asked for: counted from a given seed on.
 */
final class EpisodeSeeds {

  private final EpisodeSchedule schedule;
  private final int environment;
  private boolean given;
  private long rootSeed;
  private volatile long episode;

  /** Where it stands. */
  record State(boolean given, long rootSeed, long episode) {}

  EpisodeSeeds(EpisodeSchedule schedule, int environment) {
    this.schedule = schedule;
    this.environment = environment;
  }

  void copyFrom(EpisodeSeeds other) {
    load(other.state());
  }

  State state() {
    return new State(given, rootSeed, episode);
  }

  void load(State state) {
    given = state.given();
    rootSeed = state.rootSeed();
    episode = state.episode();
  }

  /** A caller has given the environment a seed. */
  void give(long seed) {
    rootSeed = seed;
    episode = 0;
    given = true;
  }

  /** An environment without a seed counts from its number. */
  void giveIfMissing() {
    if (!given) {
      rootSeed = environment;
      given = true;
    }
  }

  boolean isGiven() {
    return given;
  }

  ResetOptions next() {
    long number = episode + 1;
    episode = number;
    // Never negative, because NumPy, which some suites draw with, takes no negative seeds.
    long seed = new SeedStreams(rootSeed).stream("episodes/" + number).nextLong() >>> 1;
    return schedule.next(environment, number, seed);
  }
}
