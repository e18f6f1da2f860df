package org.workcell.tasks.metaworld.experts;

/**
 * Grasps the block, lifts it over the rims of the bins and lowers it in the middle of the other.
 */
public final class BinPickingExpert extends PickAndCarryExpert {

  /** Height at which block and fingers clear the rims. */
  private static final double CROSSING_HEIGHT = 0.12;

  private static final double CROSSING_TOLERANCE = 0.02;

  /** Within this distance of the middle, along x and along y, the block goes down. */
  private static final double OVER_GOAL = 0.015;

  /** Height of the block's centre when it lies in a bin. */
  private static final double REST_HEIGHT = 0.03;

  /** With the hand this near to the middle of the bins, along y, the open fingers are within. */
  private static final double WITHIN_BIN = 0.033;

  /** An expert. */
  public BinPickingExpert() {
    super(0.12, 1, 20);
  }

  /** Both bins have their middle at the y of the goal. */
  @Override
  double graspY() {
    return Math.min(Math.max(object(1), goal(1) - WITHIN_BIN), goal(1) + WITHIN_BIN);
  }

  @Override
  void carry(double[] action) {
    boolean over =
        Math.abs(object(0) - goal(0)) < OVER_GOAL && Math.abs(object(1) - goal(1)) < OVER_GOAL;
    if (over) {
      carryTo(goal(0), goal(1), REST_HEIGHT, action);
    } else if (object(2) > CROSSING_HEIGHT - CROSSING_TOLERANCE) {
      carryTo(goal(0), goal(1), CROSSING_HEIGHT, action);
    } else {
      carryTo(object(0), object(1), CROSSING_HEIGHT, action);
    }
  }
}
