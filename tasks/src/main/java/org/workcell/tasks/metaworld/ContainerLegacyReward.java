package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/**
 * Reward version v1 of the tasks in which something goes into, or onto, a container: bin-picking,
 * box-close and hand-insert. Upstream leaves the other columns at constants.
 */
final class ContainerLegacyReward {

  /** The block is over the bin this near to its goal, along x and along y, in metres. */
  private static final double OVER_BIN = 0.05;

  /** The block is placed this far above the height it started at, in metres. */
  private static final double PLACED = 0.05;

  /** For opening the gripper over the bin. */
  private static final double RELEASE_GAIN = 200;

  private ContainerLegacyReward() {}

  /** Counts distances in the plane of the table. */
  static void binPicking(BinPickingTask.Inputs in, RewardOutcome out) {
    double reach = Vectors.distance(in.object, in.tcp);
    double toGoal = Vectors.horizontalDistance(in.object, in.target);
    boolean overBin =
        Math.abs(in.object[0] - in.target[0]) < OVER_BIN
            && Math.abs(in.object[1] - in.target[1]) < OVER_BIN;
    double progress = LegacyRewards.progress(toGoal, in.maximumDistance);
    double release = overBin ? -RELEASE_GAIN * in.action[3] : 0;
    if (overBin && in.object[2] < in.restingHeight + PLACED) {
      out.reward = release + progress;
    } else {
      boolean carried = LegacyPicking.carried(in, toGoal, reach);
      out.reward =
          LegacyPicking.reaching(in, 0.06, 1)
              + LegacyPicking.lifting(in, toGoal, reach, 0)
              + (carried ? release + progress : 0);
    }
    out.success = toGoal <= BinPickingTask.SUCCESS_DISTANCE;
    out.objectToTarget = toGoal;
  }

  static void boxClose(LiftInputs in, RewardOutcome out) {
    double toGoal = Vectors.distance(in.object, in.target);
    out.reward =
        LegacyPicking.reaching(in, 0.05, in.initialTcp[2], 2)
            + LegacyPicking.pickAndPlace(in, toGoal, toGoal);
    out.success = toGoal < BoxCloseTask.SUCCESS_DISTANCE;
  }

  /**
   * Brings the hand, not the block, to the goal; success looks at where the block started and never
   * changes.
   */
  static void handInsert(RewardInputs in, RewardOutcome out) {
    double overGoal = Vectors.horizontalDistance(in.tcp, in.target);
    double depth = Math.abs(in.tcp[2] - in.target[2]);
    double progress = overGoal < 0.05 ? LegacyRewards.progress(depth, in.maximumDistance) : 0;
    double startToGoal = Vectors.distance(in.objectStart, in.target);
    out.reward = progress - overGoal;
    out.success = startToGoal <= HandInsertTask.SUCCESS_DISTANCE;
    out.nearObject = 1;
    out.objectToTarget = startToGoal;
  }
}
