package org.workcell.tasks.metaworld.experts;

/** Takes the block between the fingers and slides it over the hole. */
public final class SweepIntoExpert extends GripExpert {

  /** Of the block on the table, whose top is at 0.05 m. */
  private static final double BLOCK_HEIGHT = 0.07;

  /** An expert for one environment. */
  public SweepIntoExpert() {
    super(0, 0.6);
  }

  @Override
  void carry(double around, double grip, double[] action) {
    moveTo(goal(0), goal(1), BLOCK_HEIGHT + FINGERTIP_DEPTH, grip, action);
  }
}
