package org.workcell.tasks.metaworld.experts;

/** Grasps the lid by its handle, carries it over the box and lowers it onto the rim. */
public final class BoxCloseExpert extends GraspingExpert {

  private static final double GRIP = 1;

  /** The hand above the lid's frame when it holds the handle's bar. */
  private static final double HAND_ABOVE_LID = 0.1;

  private static final double TRAVEL_ABOVE_LID = 0.18;

  /** The lid above the goal on the way. */
  private static final double TRAVEL_ABOVE_GOAL = 0.02;

  /** Height of the lid at which it clears the box, below the goal. */
  private static final double CLEARANCE = -0.035;

  private static final double ALIGNED = 0.01;

  /** The lid on the rim, below the goal. */
  private static final double CLOSED = -0.06;

  @Override
  void act(double[] action) {
    if (!grasp(
        object(0),
        object(1),
        object(2) + HAND_ABOVE_LID,
        object(2) + TRAVEL_ABOVE_LID,
        GRIP,
        action)) {
      return;
    }
    double x = goal(0) - object(0);
    double y = goal(1) - object(1);
    double toTravelHeight = goal(2) + TRAVEL_ABOVE_GOAL - object(2);
    if (Math.sqrt(x * x + y * y) < ALIGNED) {
      moveBy(x, y, goal(2) + CLOSED - object(2), GRIP, action);
    } else if (object(2) < goal(2) + CLEARANCE) {
      moveBy(0, 0, toTravelHeight, GRIP, action);
    } else {
      moveBy(x, y, toTravelHeight, GRIP, action);
    }
  }
}
