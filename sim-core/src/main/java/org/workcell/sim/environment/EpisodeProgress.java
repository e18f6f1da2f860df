package org.workcell.sim.environment;

import java.util.Optional;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.batch.EpisodeColumn;
import org.workcell.sim.physics.WarningCounts;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** Counts steps, rewards and successes of an episode. */
final class EpisodeProgress implements StatePart {

  private int steps;
  private double episodeReturn;
  private boolean successOnce;
  private boolean successAtEnd;
  private int firstSuccessStep;

  void start() {
    steps = 0;
    episodeReturn = 0;
    successOnce = false;
    successAtEnd = false;
    firstSuccessStep = 0;
  }

  void add(double reward, boolean success, boolean holds) {
    steps++;
    episodeReturn += reward;
    successAtEnd = holds;
    if (success && !successOnce) {
      successOnce = true;
      firstSuccessStep = steps;
    }
  }

  /**
   * Checks what was loaded against the number of recorded actions.
   *
   * @throws IllegalArgumentException if they contradict each other
   */
  void requireSteps(int actions) {
    if (steps != actions || firstSuccessStep < 0 || firstSuccessStep > steps) {
      throw new IllegalArgumentException(
          "it says %d steps, the first success in %d, and holds %d actions"
              .formatted(steps, firstSuccessStep, actions));
    }
  }

  int steps() {
    return steps;
  }

  /** Writes the columns that accompany each step. */
  void write(BatchRow row) {
    row.writeEpisode(EpisodeColumn.RETURN, episodeReturn);
    row.writeEpisode(EpisodeColumn.STEPS, steps);
    row.writeEpisode(EpisodeColumn.SUCCESS_ONCE, successOnce ? 1 : 0);
    row.writeEpisode(EpisodeColumn.SUCCESS_AT_END, successAtEnd ? 1 : 0);
    row.writeEpisode(EpisodeColumn.FIRST_SUCCESS_STEP, firstSuccessStep);
  }

  EpisodeStatistics statistics(Optional<Boolean> premise, WarningCounts warnings) {
    return new EpisodeStatistics(
        steps, episodeReturn, successOnce, successAtEnd, firstSuccessStep, premise, warnings);
  }

  @Override
  public void save(StateWriter writer) {
    writer.putInt(steps);
    writer.putDouble(episodeReturn);
    writer.putBoolean(successOnce);
    writer.putBoolean(successAtEnd);
    writer.putInt(firstSuccessStep);
  }

  @Override
  public void load(StateReader reader) {
    steps = reader.getInt();
    episodeReturn = reader.getDouble();
    successOnce = reader.getBoolean();
    successAtEnd = reader.getBoolean();
    firstSuccessStep = reader.getInt();
  }
}
