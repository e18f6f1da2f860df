package org.workcell.tasks.metaworld.experts;

/** Brings the closed fingers above the button, higher than any wall, and presses it down. */
public final class ButtonPressTopdownExpert extends HandExpert {

  private static final double ABOVE = 0.08;
  private static final double ALIGNED = 0.02;

  /** Beyond the button, so that the hand presses hard. */
  private static final double PRESS_DEPTH = 0.1;

  @Override
  void act(double[] action) {
    double top = object(2) + FINGERTIP_DEPTH;
    if (handDistanceXy(object(0), object(1)) > ALIGNED) {
      moveTo(object(0), object(1), top + ABOVE, CLOSED, action);
    } else {
      moveTo(object(0), object(1), top - PRESS_DEPTH, CLOSED, action);
    }
  }
}
