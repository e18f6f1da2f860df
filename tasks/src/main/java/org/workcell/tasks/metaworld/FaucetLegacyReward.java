package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/** Reward version v1 of the faucet tasks. Upstream leaves the other columns at constants. */
final class FaucetLegacyReward {

  private FaucetLegacyReward() {}

  static void reward(RewardInputs in, RewardOutcome out) {
    double handleToGoal = Vectors.distance(in.object, in.target);
    LegacyRewards.follow(in, handleToGoal, FaucetTask.GOAL_RADIUS, out);
    out.graspSuccess = 1;
  }
}
