package org.workcell.tasks.metaworld.experts;

/** Takes the block between the fingers, carries it over the hole and lowers it. */
public final class HandInsertExpert extends GripExpert {

  /** An expert for one environment. */
  public HandInsertExpert() {
    super(0, 0.6);
  }

  @Override
  void carry(double around, double grip, double[] action) {
    if (handDistanceXy(goal(0), goal(1)) > 0.015) {
      moveTo(goal(0), goal(1), around, grip, action);
    } else {
      moveTo(goal(0), goal(1), goal(2) + FINGERTIP_DEPTH, grip, action);
    }
  }
}
