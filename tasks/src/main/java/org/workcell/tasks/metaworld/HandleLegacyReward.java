package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/**
 * Reward version v1 of the handle tasks: progress in height counts while the left finger is at the
 * handle. Upstream leaves the other columns at constants.
 */
final class HandleLegacyReward {

  private static final double NEAR_DISTANCE = 0.05;

  private HandleLegacyReward() {}

  static void press(HandleInputs in, RewardOutcome out) {
    reward(in, HandlePressTask.SUCCESS_DISTANCE, out);
    out.graspSuccess = 1;
  }

  static void pull(HandleInputs in, RewardOutcome out) {
    reward(in, HandlePullTask.SUCCESS_DISTANCE, out);
  }

  static void pullSide(HandleInputs in, RewardOutcome out) {
    reward(in, HandlePullSideTask.SUCCESS_DISTANCE, out);
  }

  private static void reward(HandleInputs in, double successDistance, RewardOutcome out) {
    double height = in.heightDifference();
    double reach = Vectors.distance(in.object, in.leftFingertip);
    double progress =
        reach < NEAR_DISTANCE ? LegacyRewards.progress(height, in.maximumDistance) : 0;
    out.reward = progress - reach;
    out.success = height <= successDistance;
    out.nearObject = 1;
    out.objectToTarget = height;
  }
}
