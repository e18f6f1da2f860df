package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Push: the puck goes to a goal on the table. */
final class PushTask extends PuckTask<RewardInputs> {

  static final TaskConfig<RewardInputs> CONFIG =
      TaskConfig.named(
              "push-v3", RewardVersions.of(PushTask::rewardV2).withV1(PuckLegacyReward::push))
          .instruction("push the puck to the goal")
          .success("the puck is at most 0.05 m from the goal")
          .scene("push.xml", "sawyer_push_v3.xml")
          .contexts(
              vector(-0.1, 0.6, 0.02, -0.1, 0.8, 0.01), vector(0.1, 0.7, 0.02, 0.1, 0.9, 0.02))
          .goals(vector(-0.1, 0.8, 0.01), vector(0.1, 0.9, 0.02))
          .build();

  static final double SUCCESS_DISTANCE = 0.05;
  private static final double NEAR_DISTANCE = 0.03;
  private static final double HELD_DISTANCE = 0.02;
  private static final double LIFTED_HEIGHT = 0.02;
  private static final GripperCaging CAGING =
      new GripperCaging(0.015, 0.05, 0.01, 0.005, 1, GripperCaging.Density.HIGH);

  PushTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new RewardInputs());
  }

  @Override
  void arrange(double[] context) {
    placeOnTable(context);
  }

  @Override
  int graspedGeom() {
    return puck.geom();
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    double handToPuck = Vectors.distance(in.object, in.tcp);
    double puckToGoal = Vectors.distance(in.object, in.target);
    double margin = Vectors.distance(in.objectStart, in.target);
    out.inPlaceReward =
        Rewards.tolerance(puckToGoal, 0, SUCCESS_DISTANCE, margin, Falloff.LONG_TAIL);
    out.graspReward = CAGING.reward(in);
    if (puckToGoal < SUCCESS_DISTANCE) {
      out.reward = 10;
    } else if (handToPuck < HELD_DISTANCE && in.opening > 0) {
      // Upstream adds the caging term twice once the puck is held.
      out.reward = 4 * out.graspReward + 1 + 5 * out.inPlaceReward;
    } else {
      out.reward = 2 * out.graspReward;
    }
    boolean lifted = in.object[2] - LIFTED_HEIGHT > in.objectStart[2];
    out.success = puckToGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(handToPuck <= NEAR_DISTANCE);
    out.graspSuccess(in, lifted);
    out.objectToTarget = puckToGoal;
  }
}
