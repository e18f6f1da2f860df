package org.workcell.tasks.metaworld.experts;

/** Grasps something from above before it goes on. Allocates nothing. */
abstract class GraspingExpert extends HandExpert {

  /** The hand may be this far from the grasp, in the plane of the table, when it goes down. */
  private static final double ALIGNED = 0.01;

  private static final double LOWERED = 0.008;

  /** Steps in which the fingers close before the hand moves on. */
  private static final int CLOSING_STEPS = 20;

  private int closingSteps;

  @Override
  void begin() {
    closingSteps = 0;
  }

  /**
   * Leads the hand over a place, down to it and closes the fingers.
   *
   * @param z height of the hand at the grasp
   * @param travelHeight height of the hand on the way there
   * @param effort effort of the fingers, which stay closed
   * @return whether the grasp is complete; if not, {@code action} says what to do
   */
  final boolean grasp(
      double x, double y, double z, double travelHeight, double effort, double[] action) {
    if (closingSteps == CLOSING_STEPS) {
      return true;
    }
    if (closingSteps > 0 || (handDistanceXy(x, y) < ALIGNED && hand(2) < z + LOWERED)) {
      closingSteps++;
      moveTo(x, y, z, effort, action);
    } else {
      double height = handDistanceXy(x, y) > ALIGNED ? travelHeight : z;
      moveTo(x, y, height, OPEN, action);
    }
    return false;
  }

  /** Moves the hand by a displacement from where it is. */
  final void moveBy(double x, double y, double z, double effort, double[] action) {
    moveTo(hand(0) + x, hand(1) + y, hand(2) + z, effort, action);
  }
}
