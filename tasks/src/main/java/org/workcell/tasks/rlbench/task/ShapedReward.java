package org.workcell.tasks.rlbench.task;

import org.workcell.tasks.common.Condition;

/** A dense reward of one task in one environment. One thread at a time; allocates nothing. */
@FunctionalInterface
public interface ShapedReward {

  /** The reward of the present state; positions and contacts are up to date. */
  double value();

  /**
   * LAMP's reward of tasks in which something is brought to a place: {@code exp(-distance)} between
   * thing and tip until it is held, then 1 more than {@code exp(-distance)} between thing and goal.
   */
  static ShapedReward graspThenBring(Condition held, Distance toTip, Distance toGoal) {
    return () -> held.holds() ? 1 + Math.exp(-toGoal.metres()) : Math.exp(-toTip.metres());
  }
}
