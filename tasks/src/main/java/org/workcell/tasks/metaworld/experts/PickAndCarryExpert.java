package org.workcell.tasks.metaworld.experts;

/**
 * Lowers the open fingers around the object, closes them, and then lets a subclass carry the
 * object. Begins again whenever it has lost the object.
 */
abstract class PickAndCarryExpert extends HandExpert {

  private static final double ALIGNED = 0.012;
  private static final double LOWERED = 0.008;

  /** An object this far from between the fingertips is lost. */
  private static final double LOST = 0.05;

  private final double clearance;
  private final double grip;
  private final int closingSteps;
  private int stepsClosed;

  /**
   * An expert.
   *
   * @param clearance height of the fingertips above the object's centre while they go to it
   * @param grip effort of the closed fingers
   * @param closingSteps steps in which the fingers close before the hand moves on
   */
  PickAndCarryExpert(double clearance, double grip, int closingSteps) {
    this.clearance = clearance;
    this.grip = grip;
    this.closingSteps = closingSteps;
  }

  @Override
  void begin() {
    stepsClosed = 0;
  }

  /** Chooses an action while the object is between the closed fingers. */
  abstract void carry(double[] action);

  /** Where the hand goes down, along y, in which the fingers close. */
  double graspY() {
    return object(1);
  }

  @Override
  void act(double[] action) {
    double y = graspY();
    double around = object(2) + FINGERTIP_DEPTH;
    double sideways = handDistanceXy(object(0), y);
    if (stepsClosed > 0 && (sideways > LOST || Math.abs(hand(2) - around) > LOST)) {
      begin();
    }
    if (stepsClosed >= closingSteps) {
      carry(action);
    } else if (stepsClosed > 0 || (sideways < ALIGNED && hand(2) < around + LOWERED)) {
      stepsClosed++;
      moveTo(object(0), y, around, grip, action);
    } else if (sideways < ALIGNED) {
      moveTo(object(0), y, around, OPEN, action);
    } else {
      moveTo(object(0), y, around + clearance, OPEN, action);
    }
  }

  /** Moves the object, which the fingers hold, towards a point. */
  final void carryTo(double x, double y, double z, double[] action) {
    moveTo(hand(0) + x - object(0), hand(1) + y - object(1), hand(2) + z - object(2), grip, action);
  }
}
