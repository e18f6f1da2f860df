package org.workcell.evaluation;

import org.workcell.sim.environment.EpisodeFailedException;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.rendering.OpenGlContext;

/** An episode that was run up to a step, to look at. One thread at a time. */
public final class PausedEpisode implements AutoCloseable {

  private final EpisodeGroup group;
  private final EpisodeSlot slot;

  private PausedEpisode(EpisodeGroup group, EpisodeSlot slot) {
    this.group = group;
    this.slot = slot;
  }

  /**
   * Runs episode 0 of the first task of a plan.
   *
   * @param steps how far; 0 is the initial state
   * @param context of this thread, for a policy that looks; closed after the episode
   * @throws BadInputException if the episode ends or fails earlier
   */
  public static PausedEpisode run(EvaluationPlan plan, int steps, OpenGlContext context) {
    EpisodeGroup group = new EpisodeGroup(plan, 1, context);
    try {
      EpisodeSlot slot = group.start(plan.cells().findFirst().orElseThrow());
      for (int step = 0; step < steps; step++) {
        requireWhole(slot);
        requireRunning(slot, step, steps);
        group.step();
      }
      requireWhole(slot);
      return new PausedEpisode(group, slot);
    } catch (RuntimeException e) {
      group.close();
      throw e;
    }
  }

  private static void requireWhole(EpisodeSlot slot) {
    RuntimeException failure = slot.failure().orElse(null);
    if (failure instanceof EpisodeFailedException) {
      throw new BadInputException(failure.getMessage(), failure);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static void requireRunning(EpisodeSlot slot, int step, int steps) {
    if (slot.ended()) {
      throw new BadInputException(
          "there is no step %d: the episode ends after %d; use a step of 0 to %d"
              .formatted(steps, step, step));
    }
  }

  /** What pictures of it show. */
  public ViewState view() {
    ViewState view = new ViewState();
    slot.environment().orElseThrow().captureView(view);
    return view;
  }

  /** Frees the environment. Idempotent. */
  @Override
  public void close() {
    group.close();
  }
}
