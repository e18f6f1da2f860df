package org.workcell.evaluation;

import org.workcell.sim.environment.EpisodeFailedException;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.rendering.OpenGlContext;

/** An episode that was run up to a step, to look at. One thread at a time. */
public final class PausedEpisode implements AutoCloseable {

  private final Station station;

  private PausedEpisode(Station station) {
    this.station = station;
  }

  /**
   * Runs episode 0 of the first task of a plan.
   *
   * @param steps how far; 0 is the initial state
   * @param context of this thread, for a policy that looks; closed after the episode
   * @throws BadInputException if the episode ends or fails earlier
   */
  public static PausedEpisode run(EvaluationPlan plan, int steps, OpenGlContext context) {
    PlannedTask task = plan.cells(key -> false).findFirst().orElseThrow().task();
    Station station = new Station(plan, task, context);
    try {
      station.reset(0, plan.evaluation().firstSeed());
      for (int step = 0; step < steps; step++) {
        requireRunning(station, step, steps);
        station.step();
      }
      return new PausedEpisode(station);
    } catch (EpisodeFailedException e) {
      station.close();
      throw new BadInputException(e.getMessage(), e);
    } catch (RuntimeException e) {
      station.close();
      throw e;
    }
  }

  private static void requireRunning(Station station, int step, int steps) {
    if (station.ended()) {
      throw new BadInputException(
          "there is no step %d: the episode ends after %d; use a step of 0 to %d"
              .formatted(steps, step, step));
    }
  }

  /** What pictures of it show. */
  public ViewState view() {
    ViewState view = new ViewState();
    station.environment().captureView(view);
    return view;
  }

  /** Frees the environment. Idempotent. */
  @Override
  public void close() {
    station.close();
  }
}
