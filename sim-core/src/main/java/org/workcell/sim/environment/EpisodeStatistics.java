package org.workcell.sim.environment;

import java.util.Map;
import java.util.Optional;
import org.workcell.sim.physics.WarningCounts;

/**
 * How an episode has gone so far. Success is reported three ways; truncation is never success.
 *
 * @param steps steps taken
 * @param episodeReturn sum of rewards
 * @param successOnce whether any step met the success rule
 * @param successAtEnd whether the state after the last step meets it
 * @param firstSuccessStep 1-based step that met it first; 0 if none did
 * @param premise whether the episode began with what its task takes for granted, see {@link
 *     org.workcell.sim.task.Task#premise}; empty where the task does not test it
 * @param warnings what the engine warned of
 */
public record EpisodeStatistics(
    int steps,
    double episodeReturn,
    boolean successOnce,
    boolean successAtEnd,
    int firstSuccessStep,
    Optional<Boolean> premise,
    WarningCounts warnings) {

  /** Of an episode that failed at its reset. */
  public static final EpisodeStatistics NOT_STARTED =
      new EpisodeStatistics(0, 0, false, false, 0, Optional.empty(), new WarningCounts(Map.of()));
}
