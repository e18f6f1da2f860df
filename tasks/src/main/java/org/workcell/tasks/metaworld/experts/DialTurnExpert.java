package org.workcell.tasks.metaworld.experts;

/** Lowers the closed fingers beside the dial's pointer and pushes its end around the axis. */
public final class DialTurnExpert extends HandExpert {

  private static final double CLOSED = 1;

  /** The goal, seen from the dial's axis. */
  private static final double GOAL_Y = 0.03;

  /** Where the fingers push, from the dial's axis along the pointer. */
  private static final double PUSH_RADIUS = 0.035;

  /** Distance of the marker from the dial's axis. */
  private static final double MARKER_RADIUS = 0.05;

  /** How far beside the pointer the fingers come down. */
  private static final double BESIDE = 0.045;

  /** How far the hand is led beyond the pointer. */
  private static final double LEAD = 0.06;

  /** Height of the hand at which the fingertips are between the disc and the pointer's top. */
  private static final double PUSH_HEIGHT = 0.092;

  private static final double ABOVE = 0.15;
  private static final double ALIGNED = 0.015;
  private static final double LOWERED = 0.01;

  private boolean pushing;

  @Override
  void begin() {
    pushing = false;
  }

  @Override
  void act(double[] action) {
    double axisX = goal(0);
    double axisY = goal(1) - GOAL_Y;
    double pointerX = (object(0) - axisX) / MARKER_RADIUS;
    double pointerY = (object(1) - axisY) / MARKER_RADIUS;
    // The pointer turns counterclockwise: ahead of (x, y) is (-y, x).
    double ahead = pushing ? LEAD : -BESIDE;
    double x = axisX + PUSH_RADIUS * pointerX - ahead * pointerY;
    double y = axisY + PUSH_RADIUS * pointerY + ahead * pointerX;
    double height = object(2) + PUSH_HEIGHT;
    if (pushing) {
      moveTo(x, y, height, CLOSED, action);
    } else if (handDistanceXy(x, y) > ALIGNED) {
      moveTo(x, y, object(2) + ABOVE, CLOSED, action);
    } else {
      pushing = hand(2) < height + LOWERED;
      moveTo(x, y, height, CLOSED, action);
    }
  }
}
