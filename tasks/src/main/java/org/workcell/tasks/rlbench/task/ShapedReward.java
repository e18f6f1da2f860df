package org.workcell.tasks.rlbench.task;

/** A dense reward of one task in one environment. One thread at a time; allocates nothing. */
@FunctionalInterface
public interface ShapedReward {

  /** The reward of the present state; positions and contacts are up to date. */
  double value();
}
