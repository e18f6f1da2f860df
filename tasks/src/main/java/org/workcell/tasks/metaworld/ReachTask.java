package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Reach: the fingertips go to a goal in the air. The puck on the table only distracts. */
final class ReachTask extends PuckTask<RewardInputs> {

  static final TaskConfig<RewardInputs> CONFIG =
      TaskConfig.named(
              "reach-v3", RewardVersions.of(ReachTask::rewardV2).withV1(PuckLegacyReward::reach))
          .instruction("move the gripper to the goal point")
          .success("the point between the fingertips is at most 0.05 m from the goal")
          .scene("reach.xml", "sawyer_reach_v3.xml")
          .contexts(vector(-0.1, 0.6, 0.02, -0.1, 0.8, 0.05), vector(0.1, 0.7, 0.02, 0.1, 0.9, 0.3))
          .goals(vector(-0.1, 0.8, 0.05), vector(0.1, 0.9, 0.3))
          .build();

  private static final double SUCCESS_DISTANCE = 0.05;

  ReachTask(Physics physics, MetaWorldSettings settings) {
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

  /** Upstream reports the distance in two columns that mean something else in other tasks. */
  static void writeInfo(double distance, RewardOutcome out) {
    out.success = distance <= SUCCESS_DISTANCE;
    out.nearObject = distance;
    out.graspSuccess = 1;
    out.graspReward = distance;
    out.objectToTarget = distance;
  }
}
