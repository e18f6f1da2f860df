package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/** Reward version v1 of coffee-pull and coffee-push. Other columns stay at constants. */
final class MugLegacyReward {

  private static final double AROUND = 0.05;

  private MugLegacyReward() {}

  /**
   * Upstream means the hand's offset from the mug in the plane of the table, but takes the length
   * of a vector of the mug's x and y and the height at which the hand started.
   */
  static void pull(RewardInputs in, RewardOutcome out) {
    double x = in.object[0];
    double y = in.object[1];
    double z = in.initialTcp[2];
    double offset = Math.sqrt(x * x + y * y + z * z);
    reward(in, offset < AROUND ? aroundMug(in) : -offset, out);
  }

  private static double aroundMug(RewardInputs in) {
    double reach = Vectors.distance(in.tcp, in.object);
    double grip = reach < AROUND ? Math.max(in.action[3], 0) / 50 : 0;
    return 0.1 - reach + grip;
  }

  static void push(RewardInputs in, RewardOutcome out) {
    reward(in, -Vectors.distance(in.tcp, in.object), out);
  }

  /**
   * The formula.
   *
   * @param reachReward what it gives for the hand's place
   */
  private static void reward(RewardInputs in, double reachReward, RewardOutcome out) {
    double reach = Vectors.distance(in.tcp, in.object);
    double mugToGoal = Vectors.horizontalDistance(in.object, in.target);
    double progress = reach < 0.05 ? LegacyRewards.progress(mugToGoal, in.maximumDistance) : 0;
    out.reward = reachReward + progress;
    out.objectToTarget = Vectors.distance(in.object, in.target);
    out.success = out.objectToTarget <= CoffeeMugTask.SUCCESS_DISTANCE;
    out.nearObject = 1;
  }
}
