package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.metaworld.Rewards.Falloff;

/** Door lock: the lever of the lock is turned until it points down. */
final class DoorLockTask extends DoorLatchTask {

  static final TaskSheet SHEET =
      new TaskSheet(
          "door-lock-v3",
          "turn the lever of the door's lock clockwise until it points down",
          SCENE,
          HAND_START,
          HAND_LIMITS,
          CONTEXTS,
          new Box(vector(-0.5, 0.4, -0.15), vector(0.5, 1.0, 0.5)),
          "the lever's end is at most 0.02 m from the height of its goal");

  /** Physics steps that upstream lets pass once the safe stands. */
  private static final int WAITING_STEPS = 5;

  DoorLockTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        settings.legacyReward() ? DoorLatchTask::rewardV1 : DoorLockTask::rewardV2,
        "lockStartLock",
        vector(0, -0.04, -0.1));
  }

  @Override
  void placeLever() {
    physics.step(WAITING_STEPS);
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    double padToLever =
        reach(
            in.object[0] - in.leftPad[0],
            in.object[1] - in.leftPad[1],
            in.object[2] - in.leftPad[2]);
    double heightAboveGoal = Math.abs(in.target[2] - in.object[2]);
    // Upstream means the pad's first distance as the margin, but reads where the pad is now.
    out.graspReward = Rewards.tolerance(padToLever, 0, 0.01, padToLever, Falloff.LONG_TAIL);
    out.inPlaceReward = Rewards.tolerance(heightAboveGoal, 0, 0.005, 0.1, Falloff.LONG_TAIL);
    out.reward =
        2 * Rewards.hamacherProduct(Math.max(in.opening, 0), out.graspReward)
            + 8 * out.inPlaceReward;
    out.success = heightAboveGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(padToLever <= NEAR_DISTANCE);
    out.graspSuccess = asNumber(in.opening > 0);
    out.objectToTarget = heightAboveGoal;
  }
}
