package org.workcell.tasks.metaworld.experts;

/** Moves the fingertips over the wall and down to the goal. */
public final class ReachWallExpert extends HandExpert {

  /** Height of the fingertips that clears the wall. */
  private static final double CROSSING_HEIGHT = 0.15;

  /** Beyond this y the fingertips may go down. */
  private static final double BEHIND_WALL = 0.81;

  @Override
  void act(double[] action) {
    double height = hand(1) > BEHIND_WALL ? goal(2) : Math.max(goal(2), CROSSING_HEIGHT);
    moveTo(goal(0), goal(1), height + FINGERTIP_DEPTH, OPEN, action);
  }
}
