package org.workcell.tasks.rlbench.goal;

import java.util.Optional;

/**
 * How an episode is judged.
 *
 * @param success holds when the episode has succeeded
 * @param failure holds when it has failed for good, which ends it
 */
public record Goal(GoalCondition success, Optional<GoalCondition> failure) {

  /** Success when all parts hold in the same control step. */
  public static Goal all(GoalCondition... parts) {
    return new Goal(Combination.all(parts), Optional.empty());
  }

  /** A copy that also ends when something has gone wrong for good. */
  public Goal failingOn(GoalCondition condition) {
    return new Goal(success, Optional.of(condition));
  }
}
