package org.workcell.tasks.metaworld.experts;

/** Takes the block between the fingers and slides it back to the goal. */
public final class PushBackExpert extends PickAndCarryExpert {

  /** An expert. */
  public PushBackExpert() {
    super(0.07, 0.6, 20);
  }

  @Override
  void carry(double[] action) {
    carryTo(goal(0), goal(1), goal(2), action);
  }
}
