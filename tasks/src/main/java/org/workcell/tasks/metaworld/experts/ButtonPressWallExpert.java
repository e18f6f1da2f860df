package org.workcell.tasks.metaworld.experts;

/**
 * Passes over the wall with the closed fingers just above it. There they meet the rim of the
 * button, which stands out a little higher. Once the wall is behind, they sink to the middle of the
 * button and open slowly: the open finger stands out as far as the palm, which would meet the box
 * first.
 */
public final class ButtonPressWallExpert extends HandExpert {

  /** The middle of the wall; the observation does not show it. */
  private static final double WALL_Y = 0.6;

  /** From the middle of the wall to a hand whose rear finger has passed it. */
  private static final double PASSED = 0.035;

  /** In front of the button, and of the wall, while the hand is not yet in line with it. */
  private static final double CLEARANCE = 0.12;

  /** From the middle of the button to the fingertips as they pass the wall. */
  private static final double RIM = 0.0365;

  private static final double ALIGNED_X = 0.006;
  private static final double ALIGNED_Z = 0.003;

  /** Beyond the button, so that the hand presses hard. */
  private static final double PRESS_DEPTH = 0.1;

  @Override
  void act(double[] action) {
    double passing = object(2) + RIM + FINGERTIP_DEPTH;
    boolean aligned =
        Math.abs(hand(0) - object(0)) < ALIGNED_X && Math.abs(hand(2) - passing) < ALIGNED_Z;
    if (hand(1) > WALL_Y + PASSED) {
      double middle = object(2) + FINGERTIP_DEPTH;
      moveTo(object(0), object(1) + PRESS_DEPTH, middle, OPEN, action);
    } else if (aligned) {
      moveTo(object(0), object(1) + PRESS_DEPTH, passing, CLOSED, action);
    } else {
      moveTo(object(0), object(1) - CLEARANCE, passing, CLOSED, action);
    }
  }
}
