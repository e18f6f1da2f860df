package org.workcell.evaluation;

import org.workcell.sim.environment.EpisodeFailedException;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.rendering.OpenGlContext;

/** Runs an episode up to a step, to look at. */
public final class PausedEpisode {

  private static final long LOOK_MILLISECONDS = 20;

  private final EvaluationPlan plan;
  private final int steps;
  private final AnswerWatch watch = new AnswerWatch();
  private final ViewState view = new ViewState();
  private Throwable failure;

  private PausedEpisode(EvaluationPlan plan, int steps) {
    this.plan = plan;
    this.steps = steps;
  }

  /**
   * What images of episode 0 of the first task of a plan show after some steps.
   *
   * @param steps how far; 0 is the initial state
   * @throws BadInputException if the episode ends or fails earlier
   * @throws RunAbortedException if the policy is not repeatable or does not answer in time
   */
  public static ViewState viewAfter(EvaluationPlan plan, int steps) {
    PausedEpisode episode = new PausedEpisode(plan, steps);
    Thread thread = new Thread(episode::run, "episode");
    thread.setDaemon(true);
    thread.start();
    episode.await(thread);
    if (episode.failure instanceof Error error) {
      throw error;
    }
    if (episode.failure instanceof RuntimeException exception) {
      throw exception;
    }
    return episode.view;
  }

  private void await(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join(LOOK_MILLISECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      EpisodeSlot overdue = watch.overdue(plan.evaluation().policyTimeout());
      if (overdue != null) {
        throw TimeLimit.abandoned(plan.evaluation(), overdue);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean images = plan.evaluation().images().isPresent();
    try (OpenGlContext context = images ? OpenGlContext.open() : null;
        EpisodeGroup group = new EpisodeGroup(plan, 1, context, watch, EpisodeObserver.NONE)) {
      EpisodeSlot slot = group.start(plan.cells().findFirst().orElseThrow());
      for (int step = 0; step < steps; step++) {
        requireWhole(slot);
        requireRunning(slot, step, steps);
        group.step();
      }
      requireWhole(slot);
      slot.environment().orElseThrow().captureView(view);
    } catch (RuntimeException | Error e) {
      failure = e;
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
}
