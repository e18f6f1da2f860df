package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Door close: the wide open door of a safe is pushed shut. */
final class DoorCloseTask extends HandleDoorTask<RewardInputs> {

  static final TaskConfig<RewardInputs> CONFIG =
      config(
              "door-close-v3",
              RewardVersions.of(DoorCloseTask::rewardV2).withV1(DoorLegacyReward::close))
          .instruction("push the open door shut")
          .success("the handle is at most 0.08 m from its goal")
          .handStartFloat32(-0.5, 0.6, 0.2)
          .goals(vector(0.2, 0.65, 0.1499), vector(0.3, 0.75, 0.1501))
          .build();

  private static final double SUCCESS_DISTANCE = 0.08;

  /** The handle's distance that earns the full reward. */
  private static final double GOAL_RADIUS = 0.05;

  /** A quarter turn towards the robot, as upstream rounds it. */
  private static final double WIDE_OPEN = -1.5708;

  DoorCloseTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new RewardInputs(), vector(0.2, -0.2, 0), WIDE_OPEN);
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    double handToGoal = Vectors.distance(in.tcp, in.target);
    double handleToGoal = Vectors.distance(in.object, in.target);
    double handMargin = Vectors.distance(in.handStart, in.object) + 0.1;
    double handleMargin = Vectors.distance(in.objectStart, in.target);
    double handleInPlace =
        Rewards.tolerance(handleToGoal, 0, GOAL_RADIUS, handleMargin, Falloff.GAUSSIAN);
    out.inPlaceReward =
        Rewards.tolerance(handToGoal, 0, GOAL_RADIUS / 4, handMargin, Falloff.GAUSSIAN);
    out.reward = handleToGoal < GOAL_RADIUS ? 10 : 3 * out.inPlaceReward + 6 * handleInPlace;
    writeInfo(handleToGoal, out);
  }

  /** Upstream leaves the columns about the grasp at constants. */
  static void writeInfo(double handleToGoal, RewardOutcome out) {
    out.success = handleToGoal <= SUCCESS_DISTANCE;
    out.graspSuccess = 1;
    out.graspReward = 1;
    out.objectToTarget = handleToGoal;
  }
}
