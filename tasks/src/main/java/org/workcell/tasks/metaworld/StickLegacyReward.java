package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/** Reward version v1 of stick-pull and stick-push. Other columns stay at constants. */
final class StickLegacyReward {

  private StickLegacyReward() {}

  static void pull(StickInputs in, RewardOutcome out) {
    double toGoal = Vectors.horizontalDistance(in.legacyThermos, in.target);
    reward(in, toGoal, 0.01, 0.001, out);
    out.success =
        Vectors.distance(in.secondObject, in.target) <= StickPullTask.SUCCESS_DISTANCE
            && StickPullTask.inserted(in);
  }

  /** Never successful: upstream takes the gripper for closed wholly. */
  static void push(StickInputs in, RewardOutcome out) {
    double toGoal = Vectors.horizontalDistance(in.legacyThermos, in.target);
    reward(in, toGoal, 0.001, 0.0001, out);
  }

  /**
   * The formula.
   *
   * @param wide squared distance of the thermos at which the wide bonus has fallen to 1/e
   * @param narrow the same of the narrow bonus
   */
  private static void reward(
      StickInputs in, double thermosToGoal, double wide, double narrow, RewardOutcome out) {
    double handToStick = Vectors.distance(in.object, in.tcp);
    double stickToThermos = Vectors.distance(in.legacyThermos, in.object);
    double moving = 0;
    if (LegacyPicking.carried(in, thermosToGoal, handToStick)) {
      moving =
          LegacyRewards.progress(stickToThermos, in.maximumPlacingDistance(), 1000, 0.01, 0.001);
      if (stickToThermos < 0.05) {
        moving += LegacyRewards.progress(thermosToGoal, in.maximumDistance, 2000, wide, narrow);
      }
      moving = Math.max(moving, 0);
    }
    out.reward =
        LegacyPicking.reaching(in)
            + LegacyPicking.lifting(in, thermosToGoal, handToStick, 0)
            + moving;
    out.nearObject = 1;
    out.objectToTarget = thermosToGoal;
  }
}
