package org.workcell.tasks.metaworld.experts;

/** Lowers the closed fingers before the handle and pushes the drawer shut. */
public final class DrawerCloseExpert extends HandExpert {

  /** The point observed lies this far above the handle. */
  private static final double ABOVE_HANDLE = 0.05;

  private static final double BEFORE_HANDLE = 0.08;
  private static final double TRAVEL_HEIGHT = 0.2;
  private static final double ALIGNED = 0.02;

  private boolean lowered;

  @Override
  void begin() {
    lowered = false;
  }

  @Override
  void act(double[] action) {
    double handleHeight = object(2) - ABOVE_HANDLE;
    double before = object(1) - BEFORE_HANDLE;
    lowered |= hand(1) < object(1) && hand(2) < handleHeight + ALIGNED;
    if (lowered) {
      moveTo(object(0), goal(1), handleHeight, CLOSED, action);
    } else if (handDistanceXy(object(0), before) > ALIGNED) {
      moveTo(object(0), before, TRAVEL_HEIGHT, CLOSED, action);
    } else {
      moveTo(object(0), before, handleHeight, CLOSED, action);
    }
  }
}
