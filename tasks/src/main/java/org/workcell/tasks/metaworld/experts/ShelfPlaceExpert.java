package org.workcell.tasks.metaworld.experts;

/** Grasps the block, lifts it in front of the case and moves it in above the shelf. */
public final class ShelfPlaceExpert extends PickAndCarryExpert {

  /** The case begins this far in front of the goal; the hand needs some room more. */
  private static final double CASE_DEPTH = 0.1;

  private static final double HAND_ROOM = 0.08;

  /** How far below the goal the block may be when it goes in; the shelf is 0.05 m below. */
  private static final double HEIGHT_TOLERANCE = 0.02;

  private static final double SIDEWAYS_TOLERANCE = 0.02;

  /** An expert. */
  public ShelfPlaceExpert() {
    super(0.07, 1, 20);
  }

  @Override
  void carry(double[] action) {
    boolean ready =
        object(2) > goal(2) - HEIGHT_TOLERANCE
            && Math.abs(object(0) - goal(0)) < SIDEWAYS_TOLERANCE;
    double front = goal(1) - CASE_DEPTH - HAND_ROOM;
    carryTo(goal(0), ready ? goal(1) : Math.min(object(1), front), goal(2), action);
  }
}
