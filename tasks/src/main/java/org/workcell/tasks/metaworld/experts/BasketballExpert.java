package org.workcell.tasks.metaworld.experts;

/** Grasps the ball, lifts it higher than the hoop, and lowers it onto the hoop. */
public final class BasketballExpert extends GraspingExpert {

  private static final double GRIP = 1;
  private static final double HAND_ABOVE_BALL = 0.035;
  private static final double TRAVEL_ABOVE_BALL = 0.13;

  /** Height of the ball above the hoop's centre on the way. */
  private static final double TRAVEL_ABOVE_HOOP = 0.1;

  private static final double CLEARANCE = 0.06;
  private static final double ABOVE_HOOP = 0.05;
  private static final double ALIGNED = 0.03;

  @Override
  void act(double[] action) {
    double graspHeight = object(2) + HAND_ABOVE_BALL;
    if (!grasp(object(0), object(1), graspHeight, object(2) + TRAVEL_ABOVE_BALL, GRIP, action)) {
      return;
    }
    double x = goal(0) - object(0);
    double y = goal(1) - object(1);
    double toTravelHeight = goal(2) + TRAVEL_ABOVE_HOOP - object(2);
    if (Math.sqrt(x * x + y * y) < ALIGNED) {
      moveBy(x, y, goal(2) + ABOVE_HOOP - object(2), GRIP, action);
    } else if (object(2) < goal(2) + CLEARANCE) {
      moveBy(0, 0, toTravelHeight, GRIP, action);
    } else {
      moveBy(x, y, toTravelHeight, GRIP, action);
    }
  }
}
