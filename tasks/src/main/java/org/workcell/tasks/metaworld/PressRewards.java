package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Rewards.hamacherProduct;
import static org.workcell.tasks.common.Rewards.tolerance;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** What the rewards for pressing a button have in common. Pure functions; nothing is allocated. */
final class PressRewards {

  private static final double NEAR_DISTANCE = 0.05;

  /** Of the button from its end, along its axis. */
  private static final double PRESSED_DISTANCE = 0.005;

  private PressRewards() {}

  /**
   * Version v2 but for the reward itself, which each task blends in its own way.
   *
   * @param axis along which the button goes
   * @param reachRadius distance of the tool centre point from the button that counts as reached
   * @param successDistance distance of the button from its end, along its axis
   * @return the distance of the tool centre point from the button
   */
  static double rate(
      PressInputs in, int axis, double reachRadius, double successDistance, RewardOutcome out) {
    double reach = Vectors.distance(in.object, in.tcp);
    double reachMargin = Vectors.distance(in.object, in.initialTcp);
    double remaining = Math.abs(in.target[axis] - in.object[axis]);
    out.graspReward = tolerance(reach, 0, reachRadius, reachMargin, Falloff.LONG_TAIL);
    out.inPlaceReward = tolerance(remaining, 0, PRESSED_DISTANCE, in.travel, Falloff.LONG_TAIL);
    out.success = remaining <= successDistance;
    out.nearObject = asNumber(reach <= NEAR_DISTANCE);
    out.graspSuccess = asNumber(in.opening > 0);
    out.objectToTarget = remaining;
    return reach;
  }

  /** Version v2 for a button that an open gripper presses along +y. */
  static void rewardForward(PressInputs in, double successDistance, RewardOutcome out) {
    double reach = rate(in, 1, NEAR_DISTANCE, successDistance, out);
    out.reward = 2 * hamacherProduct(Math.max(in.opening, 0), out.graspReward);
    if (reach <= NEAR_DISTANCE) {
      out.reward += 8 * out.inPlaceReward;
    }
  }
}
