package org.workcell.tasks.metaworld.experts;

/** Closes the fingers above the handle and presses it down to the goal. */
public final class HandlePressExpert extends HandExpert {

  private static final double CLOSED = 1;
  private static final double ABOVE = 0.1;
  private static final double ALIGNED = 0.03;

  /** How far below the goal the fingertips are led, since the hand yields to the handle. */
  private static final double FOLLOW_THROUGH = 0.005;

  @Override
  void act(double[] action) {
    if (handDistanceXy(object(0), object(1)) > ALIGNED) {
      moveTo(object(0), object(1), object(2) + ABOVE, CLOSED, action);
    } else {
      double height = goal(2) + FINGERTIP_DEPTH - FOLLOW_THROUGH;
      moveTo(object(0), object(1), height, CLOSED, action);
    }
  }
}
