package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Reach with a wall: the fingertips go to a goal behind the wall. The puck only distracts. */
final class ReachWallTask extends PuckTask<RewardInputs> {

  static final TaskConfig<RewardInputs> CONFIG =
      TaskConfig.named(
              "reach-wall-v3",
              RewardVersions.of(ReachWallTask::rewardV2).withV1(PuckLegacyReward::reachWall))
          .instruction("move the gripper around the wall to the goal point")
          .success("the point between the fingertips is at most 0.05 m from the goal")
          .scene("reach_wall.xml", "sawyer_reach_wall_v3.xml")
          .contexts(
              vector(-0.05, 0.6, 0.015, -0.05, 0.85, 0.05),
              vector(0.05, 0.65, 0.015, 0.05, 0.9, 0.3))
          .goals(vector(-0.05, 0.85, 0.05), vector(0.05, 0.9, 0.3))
          .build();

  private static final double SUCCESS_DISTANCE = 0.05;

  ReachWallTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new RewardInputs());
  }

  @Override
  void arrange(double[] context) {
    placeAsDrawn(context);
    inputs.maximumDistance = Vectors.distance(inputs.initialTcp, inputs.target);
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    double distance = Vectors.distance(in.tcp, in.target);
    double margin = Vectors.distance(in.handStart, in.target);
    out.inPlaceReward = Rewards.tolerance(distance, 0, SUCCESS_DISTANCE, margin, Falloff.LONG_TAIL);
    out.reward = 10 * out.inPlaceReward;
    writeInfo(distance, out);
  }

  static void writeInfo(double distance, RewardOutcome out) {
    out.success = distance <= SUCCESS_DISTANCE;
    out.objectToTarget = distance;
  }
}
