package org.workcell.tasks.metaworld.experts;

/** Presses the closed fingers onto the plate and drags it to the goal. */
abstract class PlateDragExpert extends HandExpert {

  private static final double CLOSED = 1;
  private static final double ABOVE = 0.12;
  private static final double ALIGNED = 0.015;

  /** So far below the top of the plate the hand is led, to press on it. */
  private static final double PRESSING = 0.02;

  private static final double PRESSED = 0.015;
  private static final double PLATE_TOP = 0.015;

  private final double gripX;
  private final double gripY;
  private boolean pressed;

  PlateDragExpert(double gripX, double gripY) {
    this.gripX = gripX;
    this.gripY = gripY;
  }

  @Override
  void begin() {
    pressed = false;
  }

  @Override
  void act(double[] action) {
    double x = object(0) + gripX;
    double y = object(1) + gripY;
    double top = object(2) + PLATE_TOP + FINGERTIP_DEPTH;
    if (handDistanceXy(x, y) > 2 * ALIGNED) {
      pressed = false;
    }
    pressed |= hand(2) < top + PRESSED && handDistanceXy(x, y) < ALIGNED;
    if (pressed) {
      moveTo(goal(0) + gripX, goal(1) + gripY, top - PRESSING, CLOSED, action);
    } else if (handDistanceXy(x, y) > ALIGNED) {
      moveTo(x, y, object(2) + ABOVE, CLOSED, action);
    } else {
      moveTo(x, y, top - PRESSING, CLOSED, action);
    }
  }
}
