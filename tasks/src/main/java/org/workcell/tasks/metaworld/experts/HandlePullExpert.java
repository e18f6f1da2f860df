package org.workcell.tasks.metaworld.experts;

/**
 * Lowers the open fingers around the handle, closes them and lifts it slowly, since its damped
 * joint would slip out of the fingers. Begins again whenever it has lost the handle.
 */
public final class HandlePullExpert extends HandExpert {

  private static final double ABOVE = 0.12;
  private static final double ALIGNED = 0.02;
  private static final double LOWERED = 0.015;

  /** A closed hand this far above the handle has lost it. */
  private static final double LOST = 0.05;

  private static final double GRIP = 1;

  /** Steps in which the fingers close before the hand moves on. */
  private static final int CLOSING_STEPS = 15;

  /** How far the hand is led upwards at a time: slow enough for the grip to hold. */
  private static final double LIFT_LEAD = 0.025;

  /** The handle's way ends 0.008 m (front) or 0.022 m (side) below the goal. */
  private static final double BELOW_GOAL = 0.03;

  private int closingSteps;

  @Override
  void begin() {
    closingSteps = 0;
  }

  @Override
  void act(double[] action) {
    double x = object(0);
    double y = object(1);
    double z = object(2);
    boolean aligned = handDistanceXy(x, y) < ALIGNED;
    if (!aligned || (closingSteps > 0 && hand(2) > z + LOST)) {
      closingSteps = 0;
      moveTo(x, y, z + ABOVE, OPEN, action);
    } else if (closingSteps == 0 && hand(2) > z + LOWERED) {
      moveTo(x, y, z, OPEN, action);
    } else if (closingSteps < CLOSING_STEPS) {
      closingSteps++;
      moveTo(x, y, z, GRIP, action);
    } else {
      double lift = Math.min(Math.max(goal(2) - BELOW_GOAL - z, 0), LIFT_LEAD);
      moveTo(x, y, hand(2) + lift, GRIP, action);
    }
  }
}
