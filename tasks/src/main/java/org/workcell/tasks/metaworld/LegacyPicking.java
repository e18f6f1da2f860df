package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/**
 * What the rewards of version v1 for picking something up have in common: reaching, lifting and
 * carrying the first object as observed, with thresholds that differ from task to task. Pure
 * functions.
 */
final class LegacyPicking {

  private static final double GRIP_DIVISOR = 50;
  private static final double GRIP_WEIGHT = 1.0 / 50;
  private static final double PICK_WEIGHT = 100;

  /** With the tool centre point this near, closing the gripper pays, in metres. */
  private static final double AT_OBJECT = 0.05;

  /** With the tool centre point this near, the object counts as held, in metres. */
  private static final double HELD_DISTANCE = 0.1;

  /** Below the lift height by less than this counts as picked up, in metres. */
  private static final double LIFT_TOLERANCE = 0.01;

  /** Higher than at rest by more than this counts as off the table, in metres. */
  private static final double OFF_TABLE = 0.005;

  /** Something dropped is farther than this from the goal and from the hand, in metres. */
  private static final double DROPPED_DISTANCE = 0.02;

  private LegacyPicking() {}

  /**
   * For bringing the hand to the object and closing it, mostly negative. Above the object the
   * distance counts, elsewhere its part in the plane of the table and the height.
   *
   * @param near distance within which the hand is at, or above, the object
   * @param travelHeight where the tool centre point is to stay while it is not above the object
   * @param heightWeight what leaving that height costs
   */
  static double reaching(RewardInputs in, double near, double travelHeight, double heightWeight) {
    double distance = Vectors.distance(in.object, in.tcp);
    return distance < near
        ? -distance + Math.max(in.action[3], 0) * GRIP_WEIGHT
        : approaching(in, distance, near, travelHeight, heightWeight);
  }

  /**
   * As {@link #reaching(RewardInputs, double, double, double)}, with the height at which the hand
   * started to travel at; the bonus for closing is a quotient, which rounds differently.
   *
   * @param above distance in the plane of the table that counts as above the object
   */
  static double reaching(RewardInputs in, double above, double heightWeight) {
    double distance = Vectors.distance(in.object, in.tcp);
    return distance < AT_OBJECT
        ? closing(in, distance)
        : approaching(in, distance, above, in.initialTcp[2], heightWeight);
  }

  /** For bringing the hand straight to the object and closing it. */
  static double reaching(RewardInputs in) {
    double distance = Vectors.distance(in.object, in.tcp);
    return distance < AT_OBJECT ? closing(in, distance) : -distance;
  }

  private static double closing(RewardInputs in, double distance) {
    return -distance + Math.max(in.action[3], 0) / GRIP_DIVISOR;
  }

  private static double approaching(
      RewardInputs in, double distance, double above, double travelHeight, double heightWeight) {
    double horizontal = Vectors.horizontalDistance(in.object, in.tcp);
    return horizontal < above
        ? -distance
        : -horizontal - heightWeight * Math.abs(in.tcp[2] - travelHeight);
  }

  /**
   * Whether an object at this height counts as picked up: high enough, and not dropped where it
   * rested, away from goal and hand.
   */
  static boolean pickedUp(LiftInputs in, double height, double toGoal, double toHand) {
    boolean dropped =
        height < in.restingHeight + OFF_TABLE
            && toGoal > DROPPED_DISTANCE
            && toHand > DROPPED_DISTANCE;
    return height >= in.liftHeight - LIFT_TOLERANCE && !dropped;
  }

  /** Whether the object is picked up and in the hand, so that placing it begins to count. */
  static boolean carried(LiftInputs in, double toGoal, double toHand) {
    return toHand < HELD_DISTANCE && pickedUp(in, in.object[2], toGoal, toHand);
  }

  /** Whether an object at this height is off what it rested on. */
  static boolean offTable(LiftInputs in, double height) {
    return height > in.restingHeight + OFF_TABLE;
  }

  /** The reward of something picked up. */
  static double picked(LiftInputs in) {
    return PICK_WEIGHT * in.liftHeight;
  }

  /** The reward for the way up to the lift height. */
  static double rising(LiftInputs in, double height) {
    return PICK_WEIGHT * Math.min(in.liftHeight, height);
  }

  /**
   * For the object's height, picked up or on its way there.
   *
   * @param ground height from which lifting pays
   */
  static double lifting(LiftInputs in, double toGoal, double toHand, double ground) {
    double height = in.object[2];
    if (pickedUp(in, height, toGoal, toHand)) {
      return PICK_WEIGHT * (in.liftHeight - ground);
    }
    return toHand < HELD_DISTANCE && offTable(in, height)
        ? PICK_WEIGHT * (Math.min(in.liftHeight, height) - ground)
        : 0;
  }

  /**
   * For bringing an object that is {@link #carried} to its place.
   *
   * @param toPlace the distance that placing is to bring to zero
   */
  static double placing(LiftInputs in, double toGoal, double toHand, double toPlace) {
    return carried(in, toGoal, toHand) ? LegacyRewards.progress(toPlace, in.maximumDistance) : 0;
  }

  /**
   * Lifting and placing the object, without {@link #reaching}.
   *
   * @param toGoal distance of the object from its target
   * @param toPlace the distance that placing is to bring to zero
   */
  static double pickAndPlace(LiftInputs in, double toGoal, double toPlace) {
    double toHand = Vectors.distance(in.object, in.tcp);
    return lifting(in, toGoal, toHand, 0) + placing(in, toGoal, toHand, toPlace);
  }

  /**
   * Writes reward and columns of a task that carries the object to a target in the air; upstream's
   * v1 leaves most columns at constants.
   *
   * @param ground height from which lifting pays
   * @param successDistance distance of object and target
   */
  static void reward(LiftInputs in, double ground, double successDistance, RewardOutcome out) {
    double toGoal = Vectors.distance(in.object, in.target);
    double toHand = Vectors.distance(in.object, in.tcp);
    out.reward =
        reaching(in, 0.05, 2)
            + lifting(in, toGoal, toHand, ground)
            + placing(in, toGoal, toHand, toGoal);
    out.success = toGoal <= successDistance;
    out.nearObject = 1;
    out.objectToTarget = toGoal;
  }
}
