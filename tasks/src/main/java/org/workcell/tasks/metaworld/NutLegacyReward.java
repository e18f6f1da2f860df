package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/**
 * Reward version v1 of assembly and disassemble. Upstream leaves the other columns at constants.
 */
final class NutLegacyReward {

  /** Farther than this from the peg's axis, along x or y, the ring is off the peg, in metres. */
  private static final double OFF_PEG = 0.05;

  private NutLegacyReward() {}

  static void assembly(NutInputs in, RewardOutcome out) {
    double toHand = Vectors.distance(in.object, in.tcp);
    double fromAxis = Vectors.horizontalDistance(in.ring, in.target);
    double height = in.ring[2];
    double fromRest = Math.abs(height - in.restingHeight);
    boolean carried = toHand < 0.03 && LegacyPicking.pickedUp(in, height, fromAxis, toHand);
    boolean aroundPeg =
        Math.abs(in.ring[0] - in.target[0]) < 0.03 && Math.abs(in.ring[1] - in.target[1]) < 0.03;
    double picking = 0;
    double placing = 0;
    if (aroundPeg || carried) {
      picking = LegacyPicking.picked(in);
      placing = Math.max(placing(in, fromAxis, aroundPeg ? lowering(in, fromRest) : 0), 0);
    } else if (toHand < 0.04 && LegacyPicking.offTable(in, height)) {
      picking = LegacyPicking.rising(in, height);
    }
    out.reward = LegacyPicking.reaching(in, 0.04, in.initialTcp[2], 1) + picking + placing;
    out.success = aroundPeg && fromRest <= 0.04;
  }

  private static double placing(NutInputs in, double fromAxis, double lowering) {
    return LegacyRewards.progress(fromAxis, in.maximumDistance, 1000, 0.01, 0.001) + lowering;
  }

  private static double lowering(NutInputs in, double fromRest) {
    return 2 * LegacyRewards.progress(fromRest, in.liftHeight, 1000, 0.003, 0.0003);
  }

  static void disassembly(NutInputs in, RewardOutcome out) {
    double toHand = Vectors.distance(in.object, in.tcp);
    double toGoal = Vectors.distance(in.object, in.target);
    double height = in.object[2];
    boolean lifted = toHand < 0.04 && LegacyPicking.pickedUp(in, height, toGoal, toHand);
    double placing =
        lifted && toHand < 0.03 ? LegacyRewards.progress(toGoal, in.maximumDistance) : 0;
    if (offPeg(in)) {
      out.reward = LegacyPicking.picked(in) + placing;
    } else {
      double picking = 0;
      if (lifted) {
        picking = LegacyPicking.picked(in);
      } else if (toHand < 0.04 && LegacyPicking.offTable(in, height)) {
        picking = LegacyPicking.rising(in, height);
      }
      out.reward = LegacyPicking.reaching(in, 0.04, in.initialTcp[2], 2) + picking + placing;
    }
    out.success = height > in.target[2];
  }

  /** The peg stands where the ring started. */
  private static boolean offPeg(NutInputs in) {
    return Math.abs(in.ring[0] - in.objectStart[0]) > OFF_PEG
        || Math.abs(in.ring[1] - in.objectStart[1]) > OFF_PEG;
  }
}
