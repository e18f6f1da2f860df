package org.workcell.tasks.metaworld.experts;

/** Takes the block between the fingers and slides it to the goal. */
public final class SweepExpert extends GripExpert {

  /** An expert for one environment. */
  public SweepExpert() {
    super(0.02, 0.6);
  }

  @Override
  void carry(double around, double grip, double[] action) {
    moveTo(goal(0), goal(1), around, grip, action);
  }
}
