package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/**
 * What the rewards of version v1 have in common: unbounded, and linear in distances. Pure
 * functions; see {@link LegacyPicking} for those that lift something.
 */
final class LegacyRewards {

  /** With the tool centre point this near to the object, progress counts, in metres. */
  private static final double NEAR_DISTANCE = 0.05;

  private LegacyRewards() {}

  /**
   * What version v1 gives for having come closer: linear in the distance, with two Gaussian bonuses
   * near zero; never negative.
   *
   * @param maximumDistance the distance that earns nothing
   */
  static double progress(double distance, double maximumDistance) {
    return Math.max(progress(distance, maximumDistance, 1000, 0.01, 0.001), 0);
  }

  /**
   * As {@link #progress(double, double)}, with other bonuses, and negative beyond the maximum
   * distance.
   *
   * @param bonus height of each bonus
   * @param wide squared distance at which the wide bonus has fallen to 1/e
   * @param narrow the same of the narrow bonus
   */
  static double progress(
      double distance, double maximumDistance, double bonus, double wide, double narrow) {
    double squared = distance * distance;
    double bonuses = StrictMath.exp(-squared / wide) + StrictMath.exp(-squared / narrow);
    return 1000 * (maximumDistance - distance) + bonus * bonuses;
  }

  /**
   * The reward for an object that moves only while the hand is at it: progress, less the distance
   * of the tool centre point.
   *
   * @param toGoal the object's distance to its goal, as the task measures it
   */
  static double following(RewardInputs in, double toGoal) {
    double toHand = Vectors.distance(in.object, in.tcp);
    double progress = toHand < NEAR_DISTANCE ? progress(toGoal, in.maximumDistance) : 0;
    return progress - toHand;
  }

  /**
   * Writes reward and columns of a task whose version v1 is {@link #following}. Upstream leaves the
   * other columns at constants.
   *
   * @param toGoal the object's distance to its goal, as the task measures it
   * @param successDistance the largest distance that is success
   */
  static void follow(RewardInputs in, double toGoal, double successDistance, RewardOutcome out) {
    out.reward = following(in, toGoal);
    out.success = toGoal <= successDistance;
    out.nearObject = 1;
    out.objectToTarget = toGoal;
  }
}
