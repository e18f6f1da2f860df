package org.workcell.tasks.metaworld.experts;

/**
 * Brings the hand low beside the lever, so that the palm meets only the lever's end, and sweeps the
 * end aside and up.
 */
public final class DoorUnlockExpert extends HandExpert {

  /** From the lever's end, as observed, to the hand. */
  private static final double BESIDE = -0.055;

  private static final double BEFORE = -0.025;
  private static final double BELOW = -0.035;

  /** The hand rises with the lever's end up to this far below the end's goal. */
  private static final double LIFTED = 0.04;

  private static final double ALIGNED = 0.02;

  /** From the lever's end to the hand, along y, while the hand must not touch the lever. */
  private static final double CLEAR = -0.1;

  private boolean beside;
  private boolean sweeping;

  @Override
  void begin() {
    beside = false;
    sweeping = false;
  }

  @Override
  void act(double[] action) {
    double x = object(0) + BESIDE;
    double y = object(1) + BEFORE;
    double height = Math.min(object(2), goal(2) - LIFTED) + BELOW;
    beside |= Math.abs(hand(0) - x) < ALIGNED && Math.abs(hand(2) - height) < ALIGNED;
    sweeping |= beside && handDistanceXy(x, y) < ALIGNED;
    if (sweeping) {
      moveTo(goal(0), y, height, OPEN, action);
    } else {
      moveTo(x, beside ? y : object(1) + CLEAR, height, OPEN, action);
    }
  }
}
