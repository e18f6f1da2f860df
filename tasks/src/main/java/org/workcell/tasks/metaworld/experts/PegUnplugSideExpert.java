package org.workcell.tasks.metaworld.experts;

/** Grasps the plug from above and pulls it out along x. */
public final class PegUnplugSideExpert extends GraspingExpert {

  private static final double GRIP = 1;
  private static final double HAND_ABOVE_PLUG = 0.03;

  /** From the plug's end to where it is grasped, in the middle of its straight part. */
  private static final double GRASP_INWARDS = 0.012;

  private static final double TRAVEL_ABOVE_PLUG = 0.13;

  @Override
  void act(double[] action) {
    if (grasp(
        object(0) - GRASP_INWARDS,
        object(1),
        object(2) + HAND_ABOVE_PLUG,
        object(2) + TRAVEL_ABOVE_PLUG,
        GRIP,
        action)) {
      moveBy(goal(0) - object(0), goal(1) - object(1), goal(2) - object(2), GRIP, action);
    }
  }
}
