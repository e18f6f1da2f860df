package org.workcell.tasks.metaworld.experts;

/**
 * Grasps the peg, lifts it to the height of the hole, aligns it in front of the box and pushes it
 * in along -x.
 */
public final class PegInsertSideExpert extends GraspingExpert {

  private static final double GRIP = 1;
  private static final double HAND_ABOVE_GRASP = 0.03;
  private static final double TRAVEL_ABOVE_GRASP = 0.13;

  /** The place to grasp, which is the object as observed, lies above the peg's axis. */
  private static final double GRASP_ABOVE_AXIS = 0.01;

  /** From the peg's head to the place to grasp. */
  private static final double HEAD_TO_GRASP = 0.13;

  /** The head, from the goal, in front of the box; the box begins 0.07 m from the goal. */
  private static final double IN_FRONT = 0.12;

  private static final double INSERTED = -0.03;
  private static final double ALIGNED = 0.006;

  /** The head at the hole's entrance, from the goal. */
  private static final double ENTERING = 0.08;

  /** Within this difference in height the peg moves on to the hole while it still rises. */
  private static final double NEARLY_LIFTED = 0.03;

  @Override
  void act(double[] action) {
    if (!grasp(
        object(0),
        object(1),
        object(2) + HAND_ABOVE_GRASP,
        object(2) + TRAVEL_ABOVE_GRASP,
        GRIP,
        action)) {
      return;
    }
    double headFromGoal = object(0) - HEAD_TO_GRASP - goal(0);
    double y = goal(1) - object(1);
    double z = goal(2) + GRASP_ABOVE_AXIS - object(2);
    boolean aligned = Math.sqrt(y * y + z * z) < ALIGNED;
    if (aligned || headFromGoal < ENTERING) {
      moveBy(INSERTED - headFromGoal, y, z, GRIP, action);
    } else if (Math.abs(z) > NEARLY_LIFTED) {
      moveBy(Math.max(0, IN_FRONT - headFromGoal), 0, z, GRIP, action);
    } else {
      moveBy(IN_FRONT - headFromGoal, y, z, GRIP, action);
    }
  }
}
