package org.workcell.tasks.metaworld.experts;

/** Grasps the handle of the ring and lifts it straight off the peg. */
public final class DisassembleExpert extends RingNutExpert {

  /** The handle's height above the goal at the end. */
  private static final double LIFTED = 0.1;

  @Override
  void act(double[] action) {
    if (graspHandle(action)) {
      moveBy(0, 0, goal(2) + LIFTED - object(2), GRIP, action);
    }
  }
}
