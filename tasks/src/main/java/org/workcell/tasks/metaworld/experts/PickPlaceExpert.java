package org.workcell.tasks.metaworld.experts;

/** Grasps the puck and lifts it to the goal. */
public final class PickPlaceExpert extends PickAndCarryExpert {

  /** An expert. */
  public PickPlaceExpert() {
    super(0.07, 1, 20);
  }

  @Override
  void carry(double[] action) {
    carryTo(goal(0), goal(1), goal(2), action);
  }
}
