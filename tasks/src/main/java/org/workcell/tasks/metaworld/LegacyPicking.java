package org.workcell.tasks.metaworld;

/**
 * What the rewards of version v1 for picking something up have in common: reaching, gripping and
 * lifting, each with thresholds that differ from task to task. Pure functions.
 */
final class LegacyPicking {

  private static final double GRIP_WEIGHT = 1.0 / 50;
  private static final double PICK_WEIGHT = 100;

  /** Below the lift height by less than this counts as picked up, in metres. */
  private static final double LIFT_TOLERANCE = 0.01;

  /** Higher than at rest by more than this counts as off the table, in metres. */
  private static final double OFF_TABLE = 0.005;

  /** Something dropped is farther than this from the goal and from the hand, in metres. */
  private static final double DROPPED_DISTANCE = 0.02;

  private LegacyPicking() {}

  /**
   * The reward, mostly negative, for bringing the hand to the first object as observed and closing
   * it.
   *
   * @param near distance within which the hand is at, or above, the object
   * @param travelHeight where the tool centre point is to stay while it is not above the object
   * @param heightWeight what leaving that height costs
   */
  static double reaching(RewardInputs in, double near, double travelHeight, double heightWeight) {
    double distance = Vectors.distance(in.object, in.tcp);
    if (distance < near) {
      return -distance + Math.max(in.action[3], 0) * GRIP_WEIGHT;
    }
    double horizontal = Vectors.horizontalDistance(in.object, in.tcp);
    if (horizontal < near) {
      return -distance;
    }
    return -horizontal - heightWeight * Math.abs(in.tcp[2] - travelHeight);
  }

  /** Whether an object at this height counts as picked up. */
  static boolean lifted(LiftInputs in, double height) {
    return height >= in.liftHeight - LIFT_TOLERANCE;
  }

  /** Whether an object at this height is off what it rested on. */
  static boolean offTable(LiftInputs in, double height) {
    return height > in.restingHeight + OFF_TABLE;
  }

  /** Whether the object lies where it rested, away from goal and hand. */
  static boolean dropped(LiftInputs in, double height, double toGoal, double toHand) {
    return height < in.restingHeight + OFF_TABLE
        && toGoal > DROPPED_DISTANCE
        && toHand > DROPPED_DISTANCE;
  }

  /** The reward of something picked up. */
  static double picked(LiftInputs in) {
    return PICK_WEIGHT * in.liftHeight;
  }

  /** The reward for the way up to the lift height. */
  static double lifting(LiftInputs in, double height) {
    return PICK_WEIGHT * Math.min(in.liftHeight, height);
  }

  /**
   * Picking and placing the first object as observed, without {@link #reaching}, for a hand that
   * may hold it loosely.
   *
   * @param toGoal distance of the object from its target
   * @param toPlace the distance that placing is to bring to zero
   */
  static double pickAndPlace(LiftInputs in, double toGoal, double toPlace) {
    double height = in.object[2];
    double toHand = Vectors.distance(in.object, in.tcp);
    boolean held = toHand < 0.1;
    if (lifted(in, height) && !dropped(in, height, toGoal, toHand)) {
      double placing = held ? Rewards.legacyProgress(toPlace, in.maximumDistance) : 0;
      return picked(in) + placing;
    }
    return held && offTable(in, height) ? lifting(in, height) : 0;
  }
}
