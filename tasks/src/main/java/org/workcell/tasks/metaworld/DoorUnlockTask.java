package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;

/** Door unlock: the lever of the lock is turned up until it points to the side. */
final class DoorUnlockTask extends DoorLatchTask {

  static final TaskConfig<RewardInputs> CONFIG =
      config(
              "door-unlock-v3",
              RewardVersions.of(DoorUnlockTask::rewardV2).withV1(DoorLegacyReward::latch))
          .instruction(
              "turn the lever of the door's lock counter-clockwise until it points to the side")
          .success("the lever's end is at most 0.02 m from its goal along x")
          .goals(vector(0, 0.64, 0.21), vector(0.2, 0.7, 0.2111))
          .strictGoalMarker("goal_unlock")
          .observedMarks("lockStartUnlock")
          .build();

  /** The lock's only joint has no name; its numbers follow those of the arm. */
  private static final int LEVER_ADDRESS = 9;

  /** A quarter turn down, as upstream rounds it. */
  private static final double[] POINTING_DOWN = {1.5708};

  /** From the hand, and from the tool centre point, to what upstream takes to push the lever. */
  private static final double PUSHER_Y = 0.055;

  private static final double PUSHER_Z = 0.07;

  DoorUnlockTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, "lockStartUnlock", vector(0.1, -0.04, 0));
  }

  @Override
  void placeLever() {
    setState(LEVER_ADDRESS, POINTING_DOWN, LEVER_ADDRESS, 1);
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    double handToLever = pusherReach(in.hand, in.object);
    double margin = pusherReach(in.initialTcp, in.objectStart);
    double besideGoal = Math.abs(in.target[0] - in.object[0]);
    out.graspReward = Rewards.tolerance(handToLever, 0, 0.02, margin, Falloff.LONG_TAIL);
    out.inPlaceReward = Rewards.tolerance(besideGoal, 0, 0.005, 0.1, Falloff.LONG_TAIL);
    out.reward = 2 * out.graspReward + 8 * out.inPlaceReward;
    out.success = besideGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(handToLever <= NEAR_DISTANCE);
    out.graspSuccess = asNumber(in.opening > 0);
    out.objectToTarget = besideGoal;
  }

  private static double pusherReach(double[] hand, double[] lever) {
    return reach(hand[0] - lever[0], hand[1] + PUSHER_Y - lever[1], hand[2] + PUSHER_Z - lever[2]);
  }
}
