package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.tasks.metaworld.Rewards.Falloff;

/** What the reward formulas of the two sweep tasks share. Pure functions. */
final class SweepRewards {

  private static final double SUCCESS_DISTANCE = 0.05;
  private static final double NEAR_DISTANCE = 0.03;

  /** Distance within which v1 rewards progress. */
  private static final double LEGACY_REACHED = 0.05;

  /** A block so far below its start has fallen. */
  private static final double FALLEN_DEPTH = 0.05;

  private SweepRewards() {}

  /**
   * Version v2.
   *
   * @param blockToGoal distance of the block from its goal
   * @param margin the same at the start
   */
  static void rewardV2(
      RewardInputs in, PadCaging caging, double blockToGoal, double margin, RewardOutcome out) {
    double tcpToBlock = Vectors.distance(in.object, in.tcp);
    out.inPlaceReward =
        Rewards.tolerance(blockToGoal, 0, SUCCESS_DISTANCE, margin, Falloff.LONG_TAIL);
    out.graspReward = caging.reward(in);
    if (blockToGoal < SUCCESS_DISTANCE) {
      out.reward = 10;
    } else {
      double both = Rewards.hamacherProduct(out.graspReward, out.inPlaceReward);
      out.reward = 2 * out.graspReward + 6 * both;
    }
    out.success = blockToGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(tcpToBlock <= NEAR_DISTANCE);
    out.graspSuccess = asNumber(in.padsTouchObject && in.opening > 0);
    out.objectToTarget = blockToGoal;
  }

  static boolean hasFallen(RewardInputs in) {
    return in.object[2] < in.objectStart[2] - FALLEN_DEPTH;
  }

  /**
   * Version v1: a block that has arrived costs no reaching and is at distance zero. Upstream leaves
   * the other columns at constants.
   */
  static void rewardV1(RewardInputs in, boolean arrived, RewardOutcome out) {
    double tcpToBlock = Vectors.distance(in.tcp, in.object);
    double blockToGoal = arrived ? 0 : Vectors.horizontalDistance(in.object, in.target);
    double progress =
        tcpToBlock < LEGACY_REACHED ? Rewards.legacyProgress(blockToGoal, in.maximumDistance) : 0;
    out.reward = progress - (arrived ? 0 : tcpToBlock);
    out.success = blockToGoal <= SUCCESS_DISTANCE;
    out.nearObject = 1;
    out.objectToTarget = blockToGoal;
  }
}
