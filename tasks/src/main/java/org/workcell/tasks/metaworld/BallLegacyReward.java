package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/** Reward version v1 of basketball and soccer. Upstream leaves the other columns at constants. */
final class BallLegacyReward {

  private BallLegacyReward() {}

  /** Counts the distance to the hoop itself. */
  static void basketball(LiftInputs in, RewardOutcome out) {
    double toHoop = Vectors.distance(in.object, in.target);
    out.reward =
        LegacyPicking.reaching(in, 0.05, in.initialTcp[2], 2)
            + LegacyPicking.pickAndPlace(in, toHoop, toHoop);
    out.success = toHoop <= BasketballTask.SUCCESS_DISTANCE;
    out.nearObject = 1;
    out.objectToTarget = toHoop;
  }

  /** Counts distances in the plane of the table. */
  static void soccer(RewardInputs in, RewardOutcome out) {
    double toGoal = Vectors.horizontalDistance(in.object, in.target);
    LegacyRewards.follow(in, toGoal, SoccerTask.SUCCESS_DISTANCE, out);
  }
}
