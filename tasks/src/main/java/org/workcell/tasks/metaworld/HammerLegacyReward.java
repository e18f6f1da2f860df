package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/** Reward version v1 of hammer. Upstream leaves all other columns at zero. */
final class HammerLegacyReward {

  /** How far above the table the hammer is to be lifted, in metres. */
  static final double LIFT = 0.09;

  private HammerLegacyReward() {}

  static void reward(HammerTask.Inputs in, RewardOutcome out) {
    double handToHammer = Vectors.distance(in.object, in.tcp);
    double headToNail = Vectors.distance(in.nailHead, in.head);
    double nailToGoal = Math.abs(in.nailHead[1] - in.target[1]);
    double hammering = 0;
    if (LegacyPicking.carried(in, headToNail, handToHammer)) {
      hammering = LegacyRewards.progress(headToNail + nailToGoal, maximumDistance(in));
    }
    out.reward =
        LegacyPicking.reaching(in)
            + LegacyPicking.lifting(in, headToNail, handToHammer, 0)
            + hammering;
    out.success = in.nailDepth > HammerTask.SUCCESS_DEPTH;
  }

  /** The distance that hammering counts from: up, and over to the goal. */
  private static double maximumDistance(HammerTask.Inputs in) {
    double[] start = in.objectStart;
    Vectors.set(in.point, start[0], start[1], in.liftHeight);
    return Vectors.distance(in.point, start) + in.liftHeight + Math.abs(start[1] - in.target[1]);
  }
}
