package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/** Reward version v1 of the button tasks. Upstream leaves the other columns at constants. */
final class ButtonLegacyReward {

  private static final double NEAR_DISTANCE = 0.05;

  private ButtonLegacyReward() {}

  static void front(PressInputs in, RewardOutcome out) {
    reward(in, in.leftFingertip, 1, ButtonPressTask.SUCCESS_DISTANCE, out);
  }

  static void frontBehindWall(PressInputs in, RewardOutcome out) {
    reward(in, in.leftFingertip, 1, ButtonPressWallTask.SUCCESS_DISTANCE, out);
  }

  static void top(PressInputs in, RewardOutcome out) {
    reward(in, in.tcp, 2, ButtonPressTopdownTask.SUCCESS_DISTANCE, out);
  }

  static void topBehindWall(PressInputs in, RewardOutcome out) {
    reward(in, in.tcp, 2, ButtonPressTopdownWallTask.SUCCESS_DISTANCE, out);
  }

  static void coffee(PressInputs in, RewardOutcome out) {
    reward(in, in.leftFingertip, 1, CoffeeButtonTask.SUCCESS_DISTANCE, out);
  }

  /**
   * The formula.
   *
   * @param finger from where the distance to the button is measured
   * @param axis along which the button goes
   */
  private static void reward(
      PressInputs in, double[] finger, int axis, double successDistance, RewardOutcome out) {
    double reach = Vectors.distance(in.object, finger);
    double remaining = Math.abs(in.object[axis] - in.target[axis]);
    double progress =
        reach < NEAR_DISTANCE ? LegacyRewards.progress(remaining, in.maximumDistance) : 0;
    out.reward = progress - reach;
    out.success = remaining <= successDistance;
    out.nearObject = 1;
    out.objectToTarget = remaining;
  }
}
