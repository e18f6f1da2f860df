package org.workcell.tasks.metaworld.experts;

/** Lowers one finger behind the handle and pulls the drawer to the goal. */
public final class DrawerOpenExpert extends HandExpert {

  /** With this distance between hand and handle, along y, the rear finger is behind the handle. */
  private static final double HAND_BEFORE_HANDLE = 0.02;

  private static final double ABOVE = 0.12;
  private static final double HOOKED = -0.02;
  private static final double ALIGNED = 0.015;
  private static final double LOWERED = 0.01;

  private boolean hooked;

  @Override
  void begin() {
    hooked = false;
  }

  @Override
  void act(double[] action) {
    double y = object(1) - HAND_BEFORE_HANDLE;
    double hookHeight = object(2) + HOOKED;
    hooked |= hand(2) < hookHeight + LOWERED;
    if (hooked) {
      moveTo(object(0), goal(1) - HAND_BEFORE_HANDLE, hookHeight, OPEN, action);
    } else if (handDistanceXy(object(0), y) > ALIGNED) {
      moveTo(object(0), y, object(2) + ABOVE, OPEN, action);
    } else {
      moveTo(object(0), y, hookHeight, OPEN, action);
    }
  }
}
