package org.workcell.tasks.metaworld;

/**
 * Reward version v1 of the drawer tasks, which counts the distance along the drawer's rail.
 * Upstream leaves the other columns at constants.
 */
final class DrawerLegacyReward {

  private DrawerLegacyReward() {}

  static void open(RewardInputs in, RewardOutcome out) {
    LegacyRewards.follow(in, alongRail(in), DrawerOpenTask.SUCCESS_DISTANCE, out);
  }

  static void close(RewardInputs in, RewardOutcome out) {
    LegacyRewards.follow(in, alongRail(in), DrawerCloseTask.SUCCESS_DISTANCE, out);
    out.graspSuccess = 1;
  }

  private static double alongRail(RewardInputs in) {
    return Math.abs(in.object[1] - in.target[1]);
  }
}
