package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;

/** Door lock: the lever of the lock is turned until it points down. */
final class DoorLockTask extends DoorLatchTask {

  static final TaskConfig<RewardInputs> CONFIG =
      config(
              "door-lock-v3",
              RewardVersions.of(DoorLockTask::rewardV2).withV1(DoorLegacyReward::latch))
          .instruction("turn the lever of the door's lock clockwise until it points down")
          .success("the lever's end is at most 0.02 m from the height of its goal")
          .strictGoalMarker("goal_lock")
          .observedMarks("lockStartLock")
          .build();

  /** Physics steps that upstream lets pass once the safe stands. */
  private static final int WAITING_STEPS = 5;

  DoorLockTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, "lockStartLock", vector(0, -0.04, -0.1));
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
