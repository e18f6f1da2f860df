package org.workcell.tasks.metaworld.experts;

/**
 * Lines the left finger up with the button, then presses it into the box. The open finger stands
 * out as far as the palm, so that the palm does not meet the box before the button is in.
 */
public final class ButtonPressExpert extends HandExpert {

  /** In front of the button while the hand is not yet in line with it. */
  private static final double CLEARANCE = 0.1;

  /** The fingers meet the button with their lower half. */
  private static final double ABOVE = 0.02;

  private static final double ALIGNED = 0.015;

  /** Beyond the button, so that the hand presses hard. */
  private static final double PRESS_DEPTH = 0.1;

  @Override
  void act(double[] action) {
    double height = object(2) + ABOVE;
    double x = hand(0) - object(0);
    double z = hand(2) - height;
    if (Math.sqrt(x * x + z * z) > ALIGNED) {
      moveTo(object(0), object(1) - CLEARANCE, height, OPEN, action);
    } else {
      moveTo(object(0), object(1) + PRESS_DEPTH, height, OPEN, action);
    }
  }
}
