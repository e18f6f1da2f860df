package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/** Reward version v1 of the door tasks. Upstream leaves the other columns at constants. */
final class DoorLegacyReward {

  private DoorLegacyReward() {}

  /** Counts distances in the plane of the table. */
  static void open(DoorOpenTask.Inputs in, RewardOutcome out) {
    out.reward = LegacyRewards.following(in, Vectors.horizontalDistance(in.object, in.target));
    out.success = DoorOpenTask.succeeds(in);
  }

  /** Counts distances in the plane of the table. */
  static void close(RewardInputs in, RewardOutcome out) {
    double handleToGoal = Vectors.horizontalDistance(in.object, in.target);
    out.reward = LegacyRewards.following(in, handleToGoal);
    DoorCloseTask.writeInfo(handleToGoal, out);
  }

  /** Of door-lock and door-unlock. */
  static void latch(RewardInputs in, RewardOutcome out) {
    double leverToGoal = Vectors.distance(in.object, in.target);
    LegacyRewards.follow(in, leverToGoal, DoorLatchTask.SUCCESS_DISTANCE, out);
  }
}
