package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/**
 * Reward version v1 of the plate-slide tasks, which counts distances in the plane of the table.
 * Upstream leaves the other columns at constants.
 */
final class PlateLegacyReward {

  private PlateLegacyReward() {}

  static void reward(RewardInputs in, RewardOutcome out) {
    double plateToGoal = Vectors.horizontalDistance(in.object, in.target);
    LegacyRewards.follow(in, plateToGoal, PlateRewards.SUCCESS_DISTANCE, out);
  }
}
