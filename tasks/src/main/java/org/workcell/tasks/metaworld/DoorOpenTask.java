package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;

/** Door open: the door of a safe is pulled open by its handle. */
final class DoorOpenTask extends HandleDoorTask<DoorOpenTask.Inputs> {

  /** Also the door's angle, in radians: zero is shut, negative is open. */
  static final class Inputs extends RewardInputs {
    double angle;
  }

  static final TaskConfig<DoorOpenTask.Inputs> CONFIG =
      config(
              "door-open-v3",
              RewardVersions.of(DoorOpenTask::rewardV2).withV1(DoorLegacyReward::open))
          .instruction("pull the door open by its handle")
          .success("the handle is at most 0.08 m from its goal along x")
          .goals(vector(-0.3, 0.4, 0.1499), vector(-0.2, 0.5, 0.1501))
          .build();

  private static final double SUCCESS_DISTANCE = 0.08;

  /** From the handle's centre to where upstream reckons the door. */
  private static final double DOOR_FROM_HANDLE_X = -0.05;

  /** Distance of the hand from the door, in the plane of the table, at which it may be low. */
  private static final double FREE_RADIUS = 0.12;

  /** The door's angle from which on it counts as ajar. */
  private static final double AJAR = -Math.PI / 90;

  /** The door's angle that the reward asks for, without its sign. */
  private static final double WIDE_OPEN = Math.PI / 2 + Math.PI / 6;

  DoorOpenTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new Inputs(), vector(-0.3, -0.45, 0), 0);
  }

  @Override
  void readOwnInputs() {
    inputs.angle = angle();
  }

  static void rewardV2(Inputs in, RewardOutcome out) {
    double approach = approach(in);
    out.graspReward = (Math.min(Math.max(in.action[3], -1), 1) + 1) / 2;
    out.inPlaceReward =
        0.2 * asNumber(in.angle < AJAR)
            + 0.8 * Rewards.tolerance(WIDE_OPEN + in.angle, 0, 0.5, Math.PI / 3, Falloff.LONG_TAIL);
    out.success = succeeds(in);
    out.reward =
        out.success
            ? 10
            : 2 * Rewards.hamacherProduct(approach, out.graspReward) + 8 * out.inPlaceReward;
    out.nearObject = approach;
    out.graspSuccess = asNumber(out.graspReward >= 0.5);
  }

  /** How well the hand comes near the handle, and over a height that rises around the door. */
  private static double approach(RewardInputs in) {
    double doorX = in.object[0] + DOOR_FROM_HANDLE_X;
    double x = in.hand[0] - doorX;
    double y = in.hand[1] - in.object[1];
    double radius = Math.sqrt(x * x + y * y);
    double floor = radius <= FREE_RADIUS ? 0 : 0.04 * StrictMath.log(radius - FREE_RADIUS) + 0.4;
    double height = in.hand[2];
    double aboveFloor =
        height >= floor
            ? 1
            : Rewards.tolerance(floor - height, 0, 0.01, floor / 2, Falloff.LONG_TAIL);
    double gapX = x - 0.05;
    double gapY = y - 0.03;
    double gapZ = height - in.object[2] + 0.01;
    double gap = Math.sqrt(gapX * gapX + gapY * gapY + gapZ * gapZ);
    double near = Rewards.tolerance(gap, 0, FREE_RADIUS / 2, 0.5, Falloff.LONG_TAIL);
    return Rewards.hamacherProduct(aboveFloor, near);
  }

  static boolean succeeds(RewardInputs in) {
    return Math.abs(in.object[0] - in.target[0]) <= SUCCESS_DISTANCE;
  }
}
