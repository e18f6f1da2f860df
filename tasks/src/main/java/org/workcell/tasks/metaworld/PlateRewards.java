package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** The reward formulas of the four plate-slide tasks. Pure functions. */
final class PlateRewards {

  static final double SUCCESS_DISTANCE = 0.07;
  private static final double NEAR_DISTANCE = 0.03;

  /** Distance to the goal below which the reward is full; also what counts as reached. */
  private static final double FULL_REWARD_DISTANCE = 0.05;

  /** The fingertips drag the plate when they are this low and this close to its middle. */
  private static final double DRAGGING_HEIGHT = 0.03;

  private static final double DRAGGING_DISTANCE = 0.07;

  private PlateRewards() {}

  /** Version v2 of plate-slide: reaching the plate and bringing it to the goal, at once. */
  static void slideV2(RewardInputs in, RewardOutcome out) {
    measure(in, 0, out);
    if (out.objectToTarget < FULL_REWARD_DISTANCE) {
      out.reward = 10;
    } else {
      out.reward = 8 * Rewards.hamacherProduct(out.graspReward, out.inPlaceReward);
    }
  }

  /** Version v2 of the other three: reaching the plate first, then dragging it to the goal. */
  static void dragV2(RewardInputs in, RewardOutcome out) {
    double tcpToPlate = measure(in, FULL_REWARD_DISTANCE, out);
    if (out.objectToTarget < FULL_REWARD_DISTANCE) {
      out.reward = 10;
    } else if (in.tcp[2] <= DRAGGING_HEIGHT && tcpToPlate < DRAGGING_DISTANCE) {
      out.reward = 2 + 7 * out.inPlaceReward;
    } else {
      out.reward = 1.5 * out.graspReward;
    }
  }

  /**
   * What the v2 formulas share; upstream keeps the reward for reaching in the column of grasping.
   *
   * @param shortening what is taken off both margins
   * @return distance of the tool centre point from the plate
   */
  private static double measure(RewardInputs in, double shortening, RewardOutcome out) {
    double plateToGoal = Vectors.distance(in.object, in.target);
    double tcpToPlate = Vectors.distance(in.tcp, in.object);
    double placeMargin = Vectors.distance(in.objectStart, in.target) - shortening;
    double reachMargin = Vectors.distance(in.initialTcp, in.objectStart) - shortening;
    out.inPlaceReward = reached(plateToGoal, placeMargin);
    out.graspReward = reached(tcpToPlate, reachMargin);
    out.success = plateToGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(tcpToPlate <= NEAR_DISTANCE);
    out.objectToTarget = plateToGoal;
    return tcpToPlate;
  }

  private static double reached(double distance, double margin) {
    return Rewards.tolerance(distance, 0, FULL_REWARD_DISTANCE, margin, Falloff.LONG_TAIL);
  }
}
