package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/** Reward version v1 of the peg tasks. Upstream leaves the other columns at constants. */
final class PegLegacyReward {

  /** Within this distance of the target, progress counts from where the peg is grasped. */
  private static final double HEAD_INSERTED = 0.05;

  private PegLegacyReward() {}

  /** Counts the distance from where the peg is grasped. */
  static void insert(PegInputs in, RewardOutcome out) {
    double toGoal = Vectors.distance(in.object, in.target);
    double headToGoal = Vectors.distance(in.head, in.target);
    double toPlace = headToGoal <= HEAD_INSERTED ? toGoal : headToGoal;
    out.reward =
        LegacyPicking.reaching(in, 0.05, in.initialTcp[2], 1)
            + LegacyPicking.pickAndPlace(in, toGoal, toPlace);
    out.success = toGoal <= PegInsertSideTask.SUCCESS_DISTANCE;
    out.nearObject = 1;
    out.objectToTarget = toGoal;
  }

  /** Counts distances in the plane of the table. */
  static void unplug(RewardInputs in, RewardOutcome out) {
    double toHand = Vectors.distance(in.object, in.tcp);
    double toGoal = Vectors.horizontalDistance(in.object, in.target);
    double progress = toHand < 0.05 ? LegacyRewards.progress(toGoal, in.maximumDistance) : 0;
    out.reward = LegacyPicking.reaching(in, 0.05, in.handStart[2], 2) + progress;
    out.success = toGoal <= PegUnplugSideTask.SUCCESS_DISTANCE;
    out.nearObject = 1;
    out.objectToTarget = toGoal;
  }
}
