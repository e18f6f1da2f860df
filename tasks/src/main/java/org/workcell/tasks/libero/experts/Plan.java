package org.workcell.tasks.libero.experts;

import java.util.Arrays;
import java.util.List;
import org.workcell.tasks.libero.experts.Skill.Status;

/**
 * Parts in an order. The first part that is not done is worked on; when its skill ends, whatever
 * the outcome, the first part that is not done then is next. So what went wrong is tried again, and
 * what was undone on the way is done again. If all parts look done and the episode goes on, they
 * are worked on again in turn. One thread at a time.
 */
final class Plan {

  /** Steps for which nothing is done once all parts look done. */
  private static final int PATIENCE = 10;

  private final List<PlanStep> steps;
  private final int[] attempts;
  private int current = -1;
  private int waited;
  private int again;

  Plan(List<PlanStep> steps) {
    this.steps = List.copyOf(steps);
    this.attempts = new int[steps.size()];
  }

  /** A new episode begins. */
  void start() {
    Arrays.fill(attempts, 0);
    current = -1;
    waited = 0;
    again = 0;
  }

  /** Writes where the hand is to be next. */
  void step(SceneView view, HandTarget target) {
    for (int tries = 0; tries <= steps.size(); tries++) {
      if (current < 0 && !begin(view)) {
        return;
      }
      if (steps.get(current).skill().step(view, target) == Status.RUNNING) {
        return;
      }
      current = -1;
    }
  }

  private boolean begin(SceneView view) {
    current = firstUndone(view);
    if (current < 0) {
      if (waited++ < PATIENCE) {
        return false;
      }
      waited = 0;
      current = again++ % steps.size();
    }
    steps.get(current).skill().start(view, attempts[current]++);
    return true;
  }

  private int firstUndone(SceneView view) {
    for (int i = 0; i < steps.size(); i++) {
      if (!steps.get(i).done().holds(view)) {
        return i;
      }
    }
    return -1;
  }

  /** What is being worked on, in words. */
  String current() {
    if (current < 0) {
      return "nothing";
    }
    PlanStep step = steps.get(current);
    return "%s, attempt %d, %s".formatted(step.name(), attempts[current], step.skill());
  }
}
