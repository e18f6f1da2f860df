package org.workcell.tasks.metaworld.experts;

/**
 * Lowers the open fingers around the mug, one before it and one behind, closes them and slides the
 * mug to its goal. Begins again whenever it has lost the mug.
 */
public final class CoffeeMugExpert extends HandExpert {

  private static final double ABOVE = 0.14;
  private static final double AROUND = 0.065;
  private static final double ALIGNED = 0.015;
  private static final double LOWERED = 0.01;

  /** The hand stays this far before the mug's middle, away from the spout. */
  private static final double BEFORE = 0.01;

  private static final double GRIP = 0.8;

  /** Distance from the mug at which it is lost. */
  private static final double LOST = 0.05;

  /** Steps in which the fingers close before the hand moves on. */
  private static final int CLOSING_STEPS = 15;

  private int closingSteps;

  @Override
  void begin() {
    closingSteps = 0;
  }

  @Override
  void act(double[] action) {
    double y = object(1) - BEFORE;
    double offset = handDistanceXy(object(0), y);
    double height = object(2) + AROUND;
    if (offset > LOST) {
      closingSteps = 0;
    }
    if (closingSteps == CLOSING_STEPS) {
      // The goal's height: that of a lifted mug would lift it higher and higher.
      moveTo(goal(0), goal(1) - BEFORE, goal(2) + AROUND, GRIP, action);
    } else if (closingSteps > 0 || offset < ALIGNED && hand(2) < height + LOWERED) {
      closingSteps++;
      moveTo(object(0), y, height, GRIP, action);
    } else {
      moveTo(object(0), y, offset < ALIGNED ? height : object(2) + ABOVE, OPEN, action);
    }
  }
}
