package org.workcell.tasks.metaworld.experts;

/**
 * Lowers the open fingers around the puck, closes them gently and slides the puck to the goal.
 * Begins again whenever it has lost the puck.
 */
public final class PushExpert extends HandExpert {

  private static final double ABOVE = 0.12;
  private static final double ALIGNED = 0.02;
  private static final double LOWERED = 0.01;
  private static final double GRIP = 0.6;

  /** Steps in which the fingers close before the hand moves on. */
  private static final int CLOSING_STEPS = 20;

  private int closingSteps;

  @Override
  void begin() {
    closingSteps = 0;
  }

  @Override
  void act(double[] action) {
    double around = object(2) + FINGERTIP_DEPTH;
    if (handDistanceXy(object(0), object(1)) > ALIGNED) {
      closingSteps = 0;
      moveTo(object(0), object(1), object(2) + ABOVE, OPEN, action);
    } else if (closingSteps == 0 && hand(2) > around + LOWERED) {
      moveTo(object(0), object(1), around, OPEN, action);
    } else if (closingSteps < CLOSING_STEPS) {
      closingSteps++;
      moveTo(object(0), object(1), around, GRIP, action);
    } else {
      moveTo(goal(0), goal(1), around, GRIP, action);
    }
  }
}
