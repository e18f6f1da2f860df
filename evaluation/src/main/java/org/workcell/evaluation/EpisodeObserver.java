package org.workcell.evaluation;

import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.SimulatedEnvironment;

/**
 * Sees every row of the episodes that one thread runs. An episode has a number, unique among those
 * that run at the same time and used again later; its row may change between steps. Calls come from
 * the thread that runs the episodes. What {@link #started}, {@link #answered} and {@link #stepped}
 * throw ends the episode as an error; what {@link #ended} throws ends the run.
 */
public interface EpisodeObserver {

  /** Sees nothing. */
  EpisodeObserver NONE = new EpisodeObserver() {};

  /**
   * A reset has been written into a row, images included where there are any.
   *
   * @param seed root of all randomness of the episode
   * @param environment at its reset; to be read only
   */
  default void started(
      int number, long seed, SimulatedEnvironment environment, BatchStorage storage, int row) {}

  /** The policy has written its action into a row. The observer may write an intervention. */
  default void answered(int number, BatchStorage storage, int row) {}

  /** The results of a step have been written into a row, which still holds the policy's action. */
  default void stepped(int number, BatchStorage storage, int row) {}

  /** An episode has ended, or could not be started or go on. */
  default void ended(int number, EpisodeOutcome outcome) {}
}
