package org.workcell.tasks.metaworld.experts;

/** Takes the puck between the fingers and slides it past the free end of the wall to the goal. */
public final class PushWallExpert extends PickAndCarryExpert {

  /** Where the puck and the hand pass the wall, which ends at x = -0.02. */
  private static final double PASSING_X = -0.075;

  private static final double PASSED_TOLERANCE = 0.015;

  /** Before this y the puck is in front of the wall, and beyond the other it is behind it. */
  private static final double BEFORE_WALL = 0.66;

  private static final double BEHIND_WALL = 0.83;

  /** An expert. */
  public PushWallExpert() {
    super(0.07, 0.6, 20);
  }

  @Override
  void carry(double[] action) {
    if (object(1) > BEHIND_WALL) {
      slideTo(goal(0), goal(1), action);
    } else if (object(0) < PASSING_X + PASSED_TOLERANCE) {
      slideTo(PASSING_X, goal(1), action);
    } else {
      slideTo(PASSING_X, Math.min(object(1), BEFORE_WALL), action);
    }
  }

  private void slideTo(double x, double y, double[] action) {
    carryTo(x, y, goal(2), action);
  }
}
