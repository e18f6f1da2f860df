package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/**
 * Reward version v1 of sweep and sweep-into: a block that has arrived costs no reaching and is at
 * distance zero. Upstream leaves the other columns at constants.
 */
final class SweepLegacyReward {

  /** Distance of the tool centre point within which progress counts, in metres. */
  private static final double REACHED = 0.05;

  /** A block so far below its start has fallen, in metres. */
  private static final double FALLEN_DEPTH = 0.05;

  /** Where the table begins and ends along y: a block that fell between is in the hole. */
  private static final double TABLE_BEGIN = 0.4;

  private static final double TABLE_END = 1;

  private SweepLegacyReward() {}

  static void sweep(RewardInputs in, RewardOutcome out) {
    reward(in, hasFallen(in), out);
  }

  static void sweepInto(RewardInputs in, RewardOutcome out) {
    boolean overTable = TABLE_BEGIN < in.object[1] && in.object[1] < TABLE_END;
    reward(in, hasFallen(in) && overTable, out);
  }

  private static boolean hasFallen(RewardInputs in) {
    return in.object[2] < in.objectStart[2] - FALLEN_DEPTH;
  }

  private static void reward(RewardInputs in, boolean arrived, RewardOutcome out) {
    double tcpToBlock = Vectors.distance(in.tcp, in.object);
    double blockToGoal = arrived ? 0 : Vectors.horizontalDistance(in.object, in.target);
    double progress =
        tcpToBlock < REACHED ? LegacyRewards.progress(blockToGoal, in.maximumDistance) : 0;
    out.reward = progress - (arrived ? 0 : tcpToBlock);
    out.success = blockToGoal <= SweepRewards.SUCCESS_DISTANCE;
    out.nearObject = 1;
    out.objectToTarget = blockToGoal;
  }
}
