package org.workcell.tasks.metaworld.experts;

/** Grasps the puck in the hole, lifts it straight out and carries it to the goal. */
public final class PickOutOfHoleExpert extends PickAndCarryExpert {

  /** Height at which puck and fingers clear the rim of the hole. */
  private static final double CLEAR_OF_RIM = 0.1;

  /** Beyond this y the puck is in or above the hole. */
  private static final double HOLE_FRONT = 0.66;

  /** An expert. */
  public PickOutOfHoleExpert() {
    super(0.12, 1, 20);
  }

  @Override
  void carry(double[] action) {
    if (object(1) > HOLE_FRONT && object(2) < CLEAR_OF_RIM) {
      carryTo(object(0), object(1), goal(2), action);
    } else {
      carryTo(goal(0), goal(1), goal(2), action);
    }
  }
}
