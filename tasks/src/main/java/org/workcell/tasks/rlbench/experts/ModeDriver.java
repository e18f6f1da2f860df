package org.workcell.tasks.rlbench.experts;

import org.workcell.sim.kinematics.Pose;

/** Brings the tip to poses by actions of one mode. One thread at a time. */
interface ModeDriver {

  /** A motion from where the arm is begins. */
  void aim(TabletopView view, Pose target, double speed);

  /** Writes the arm's numbers of an action. */
  void act(TabletopView view, double[] action);

  /** Whether the motion is over, as near to its target as it gets. */
  boolean isDone(TabletopView view);

  /** Actions that fingers are given to open or close. */
  int fingerActions();
}
