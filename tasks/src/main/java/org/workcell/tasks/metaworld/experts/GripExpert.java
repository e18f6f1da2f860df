package org.workcell.tasks.metaworld.experts;

/** Lowers the open fingers around an object, closes them and carries it. */
abstract class GripExpert extends HandExpert {

  static final double CLOSED = 1;

  private static final double ABOVE = 0.12;
  private static final double ALIGNED = 0.02;
  private static final double LOWERED = 0.01;

  /** Steps in which the fingers close before the hand moves on. */
  private static final int CLOSING_STEPS = 20;

  /** Height of the middle of the object above its observed position. */
  private final double middle;

  private final double grip;
  private int closingSteps;

  GripExpert(double middle, double grip) {
    this.middle = middle;
    this.grip = grip;
  }

  /** Moves the object, which is between the closed fingers, on. */
  abstract void carry(double around, double grip, double[] action);

  @Override
  void begin() {
    closingSteps = 0;
  }

  @Override
  void act(double[] action) {
    double around = object(2) + middle + FINGERTIP_DEPTH;
    if (handDistanceXy(object(0), object(1)) > ALIGNED) {
      closingSteps = 0;
      moveTo(object(0), object(1), object(2) + ABOVE, OPEN, action);
    } else if (closingSteps == 0 && hand(2) > around + LOWERED) {
      moveTo(object(0), object(1), around, OPEN, action);
    } else if (closingSteps < CLOSING_STEPS) {
      closingSteps++;
      moveTo(object(0), object(1), around, grip, action);
    } else {
      carry(around, grip, action);
    }
  }
}
