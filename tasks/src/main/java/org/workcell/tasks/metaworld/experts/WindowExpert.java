package org.workcell.tasks.metaworld.experts;

/** Reaches beside the window's handle with closed fingers and pushes it along x to the goal. */
abstract class WindowExpert extends HandExpert {

  private static final double CLOSED = 1;

  /** How far beside the observed point the hand goes before it pushes. */
  private static final double BESIDE = 0.03;

  private static final double ALIGNED_X = 0.015;
  private static final double ALIGNED_Y = 0.02;
  private static final double ABOVE_HANDLE = 0.02;

  /** Keeps the palm off the frame behind the handle. */
  private static final double BEFORE_HANDLE = 0.01;

  private final int direction;
  private boolean pushing;

  /**
   * An expert for one direction.
   *
   * @param direction +1 to push along x, -1 to push against it
   */
  WindowExpert(int direction) {
    this.direction = direction;
  }

  @Override
  final void begin() {
    pushing = false;
  }

  @Override
  final void act(double[] action) {
    double x = object(0) - direction * BESIDE;
    double y = object(1) - BEFORE_HANDLE;
    double z = object(2) + ABOVE_HANDLE;
    boolean beside = Math.abs(hand(0) - x) < ALIGNED_X;
    pushing |= beside && Math.abs(hand(1) - y) < ALIGNED_Y;
    if (pushing) {
      moveTo(goal(0), y, z, CLOSED, action);
    } else if (beside) {
      moveTo(x, y, z, CLOSED, action);
    } else {
      moveTo(x, hand(1), z, CLOSED, action);
    }
  }
}
