package org.workcell.tasks.metaworld;

/**
 * The reward version v1 of tasks that lift an object and carry it to a target in the air: for
 * coming near, for lifting, and for carrying. Pure functions.
 */
final class LegacyLifting {

  /** With the tool centre point this near, closing the fingers pays. */
  private static final double AT_OBJECT = 0.05;

  /** With the tool centre point this near, the object counts as carried. */
  private static final double CARRIED = 0.1;

  /** How far below the height asked for an object counts as lifted. */
  private static final double LIFT_TOLERANCE = 0.01;

  /** How far above its rest an object counts as off the ground. */
  private static final double OFF_GROUND = 0.005;

  private static final double DROPPED_DISTANCE = 0.02;
  private static final double ABOVE_OBJECT = 0.05;
  private static final double HEIGHT_WEIGHT = 2;
  private static final double LIFTING_GAIN = 100;

  private LegacyLifting() {}

  /**
   * Writes reward and columns; upstream's v1 leaves most columns at constants.
   *
   * @param ground height from which lifting pays
   * @param successDistance distance of object and target
   */
  static void reward(LiftInputs in, double ground, double successDistance, RewardOutcome out) {
    double toTarget = Vectors.distance(in.object, in.target);
    double reach = Vectors.distance(in.object, in.tcp);
    double lifting;
    double carrying = 0;
    if (lifted(in) && !dropped(in, toTarget, reach)) {
      lifting = LIFTING_GAIN * (in.liftHeight - ground);
      carrying = carried(reach) ? Rewards.legacyProgress(toTarget, in.maximumDistance) : 0;
    } else {
      lifting = partialLift(in, reach, ground);
    }
    out.reward = approach(in, reach, ABOVE_OBJECT, HEIGHT_WEIGHT) + lifting + carrying;
    out.success = toTarget <= successDistance;
    out.nearObject = 1;
    out.objectToTarget = toTarget;
  }

  /**
   * For coming near: above the object the distance counts, elsewhere its part in the plane of the
   * table and how far the hand has left the height it started at.
   *
   * @param above distance in the plane of the table that counts as above the object
   * @param heightWeight what a metre of height costs
   */
  static double approach(LiftInputs in, double reach, double above, double heightWeight) {
    if (reach < AT_OBJECT) {
      return -reach + Math.max(in.action[3], 0) / 50;
    }
    double horizontal = Vectors.horizontalDistance(in.object, in.tcp);
    if (horizontal < above) {
      return -reach;
    }
    return -horizontal - heightWeight * Math.abs(in.tcp[2] - in.initialTcp[2]);
  }

  /** Whether the object is as high as version v1 asks. */
  static boolean lifted(LiftInputs in) {
    return in.object[2] >= in.liftHeight - LIFT_TOLERANCE;
  }

  /** Whether the object lies on the ground, away from target and hand. */
  static boolean dropped(LiftInputs in, double toTarget, double reach) {
    return in.object[2] < in.restingHeight + OFF_GROUND
        && toTarget > DROPPED_DISTANCE
        && reach > DROPPED_DISTANCE;
  }

  /** Whether the object is in the hand. */
  static boolean carried(double reach) {
    return reach < CARRIED;
  }

  /** For an object in the hand on its way up. */
  static double partialLift(LiftInputs in, double reach, double ground) {
    boolean offGround = in.object[2] > in.restingHeight + OFF_GROUND;
    return carried(reach) && offGround
        ? LIFTING_GAIN * (Math.min(in.liftHeight, in.object[2]) - ground)
        : 0;
  }
}
