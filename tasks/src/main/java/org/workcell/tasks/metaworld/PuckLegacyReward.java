package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/**
 * Reward version v1 of the tasks with a puck, or a block in its place: reach, push, pick-place and
 * their kin. Upstream leaves the other columns at constants.
 */
final class PuckLegacyReward {

  /** What pick-out-of-hole adds to how far the puck is above its start, in metres. */
  private static final double BONUS_HEIGHT = 0.02;

  private PuckLegacyReward() {}

  static void reach(RewardInputs in, RewardOutcome out) {
    double distance = Vectors.distance(in.tcp, in.target);
    out.reward = LegacyRewards.progress(distance, in.maximumDistance);
    ReachTask.writeInfo(distance, out);
  }

  static void reachWall(RewardInputs in, RewardOutcome out) {
    double distance = Vectors.distance(in.tcp, in.target);
    out.reward = LegacyRewards.progress(distance, in.maximumDistance);
    ReachWallTask.writeInfo(distance, out);
  }

  static void push(RewardInputs in, RewardOutcome out) {
    push(in, PushTask.SUCCESS_DISTANCE, out);
  }

  static void pushWall(RewardInputs in, RewardOutcome out) {
    push(in, PushWallTask.SUCCESS_DISTANCE, out);
  }

  static void pushBack(RewardInputs in, RewardOutcome out) {
    push(in, PushBackTask.SUCCESS_DISTANCE, out);
  }

  /** Counts distances in the plane of the table. */
  private static void push(RewardInputs in, double successDistance, RewardOutcome out) {
    double puckToGoal = Vectors.horizontalDistance(in.object, in.target);
    LegacyRewards.follow(in, puckToGoal, successDistance, out);
  }

  static void pickPlace(LiftInputs in, RewardOutcome out) {
    LegacyPicking.reward(in, 0, PickPlaceTask.SUCCESS_DISTANCE, out);
  }

  static void pickPlaceWall(LiftInputs in, RewardOutcome out) {
    LegacyPicking.reward(in, 0, PickPlaceWallTask.SUCCESS_DISTANCE, out);
  }

  static void shelfPlace(LiftInputs in, RewardOutcome out) {
    LegacyPicking.reward(in, 0, ShelfPlaceTask.SUCCESS_DISTANCE, out);
  }

  static void pickOutOfHole(LiftInputs in, RewardOutcome out) {
    double ground = in.restingHeight - BONUS_HEIGHT;
    LegacyPicking.reward(in, ground, PickOutOfHoleTask.SUCCESS_DISTANCE, out);
  }
}
