package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/** Reward version v1 of dial-turn and lever-pull. Other columns stay at constants. */
final class TurnLegacyReward {

  private TurnLegacyReward() {}

  /** Counts the distance along y. */
  static void dial(RewardInputs in, RewardOutcome out) {
    double handToMarker = Vectors.distance(in.object, in.tcp);
    double markerToGoal = Math.abs(in.object[1] - in.target[1]);
    double progress = LegacyRewards.progress(markerToGoal, in.maximumDistance, 1000, 0.001, 0.0001);
    out.reward = (handToMarker < 0.05 ? Math.max(progress, 0) : 0) - handToMarker;
    out.success = markerToGoal <= DialTurnTask.SUCCESS_DISTANCE;
    out.nearObject = 1;
    out.graspSuccess = 1;
    out.objectToTarget = markerToGoal;
  }

  /** Upstream takes the knob's distance to its goal for an angle. */
  static void lever(RewardInputs in, RewardOutcome out) {
    double knobToGoal = Vectors.distance(in.object, in.target);
    out.reward = LegacyRewards.following(in, knobToGoal);
    out.success = knobToGoal <= LeverPullTask.SUCCESS_ANGLE;
    out.nearObject = 1;
  }
}
