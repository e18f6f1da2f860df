package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/**
 * Reward version v1 of the window tasks: negative where the wing has gone the wrong way. Upstream
 * leaves the other columns at constants.
 */
final class WindowLegacyReward {

  private WindowLegacyReward() {}

  static void reward(WindowInputs in, RewardOutcome out) {
    double handToHandle = Vectors.distance(in.object, in.tcp);
    double slideToGoal = Math.abs(in.object[0] - in.target[0]);
    double progress =
        handToHandle < 0.05
            ? LegacyRewards.progress(slideToGoal, in.maximumDistance, 1000, 0.01, 0.001)
            : 0;
    out.reward = progress - handToHandle;
    out.success = slideToGoal <= WindowTask.SUCCESS_DISTANCE;
    out.nearObject = 1;
    out.graspSuccess = 1;
    out.objectToTarget = slideToGoal;
  }
}
