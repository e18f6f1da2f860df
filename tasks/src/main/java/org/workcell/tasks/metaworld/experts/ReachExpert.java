package org.workcell.tasks.metaworld.experts;

/** Moves the fingertips to the goal. */
public final class ReachExpert extends HandExpert {

  @Override
  void act(double[] action) {
    moveTo(goal(0), goal(1), goal(2) + FINGERTIP_DEPTH, OPEN, action);
  }
}
