package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** What the reward formulas of the two sweep tasks share. Pure functions. */
final class SweepRewards {

  static final double SUCCESS_DISTANCE = 0.05;
  private static final double NEAR_DISTANCE = 0.03;

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
}
