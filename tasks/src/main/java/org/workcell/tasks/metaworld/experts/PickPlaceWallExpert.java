package org.workcell.tasks.metaworld.experts;

/** Grasps the puck, lifts it above the wall, carries it over and lowers it to the goal. */
public final class PickPlaceWallExpert extends PickAndCarryExpert {

  /** Height at which the puck clears the wall. */
  private static final double CROSSING_HEIGHT = 0.18;

  private static final double CROSSING_TOLERANCE = 0.02;

  /** Before this y the puck has to be up, and beyond the other it may go down. */
  private static final double BEFORE_WALL = 0.69;

  private static final double BEHIND_WALL = 0.81;

  /** An expert. */
  public PickPlaceWallExpert() {
    super(0.07, 1, 20);
  }

  @Override
  void carry(double[] action) {
    double crossing = Math.max(goal(2), CROSSING_HEIGHT);
    if (object(1) > BEHIND_WALL) {
      carryTo(goal(0), goal(1), goal(2), action);
    } else if (object(2) > CROSSING_HEIGHT - CROSSING_TOLERANCE) {
      carryTo(goal(0), goal(1), crossing, action);
    } else {
      carryTo(object(0), Math.min(object(1), BEFORE_WALL), crossing, action);
    }
  }
}
