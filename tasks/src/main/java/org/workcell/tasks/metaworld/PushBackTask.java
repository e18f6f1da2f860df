package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Push back: a block goes towards the robot, to a goal on the table. */
final class PushBackTask extends PuckTask<RewardInputs> {

  static final TaskConfig<RewardInputs> CONFIG =
      TaskConfig.named(
              "push-back-v3",
              RewardVersions.of(PushBackTask::rewardV2).withV1(PuckLegacyReward::pushBack))
          .instruction("pull the block backwards to the goal")
          .success("the block is at most 0.07 m from the goal")
          .scene("push_back.xml", "sawyer_push_back_v3.xml")
          .handStartFloat32(0, 0.6, 0.2)
          .contexts(
              vector(-0.1, 0.8, 0.02, -0.1, 0.6, 0.0199), vector(0.1, 0.85, 0.02, 0.1, 0.7, 0.0201))
          .goals(vector(-0.1, 0.6, 0.0199), vector(0.1, 0.7, 0.0201))
          .build();

  static final double SUCCESS_DISTANCE = 0.07;
  private static final double GOAL_RADIUS = 0.05;
  private static final double NEAR_DISTANCE = 0.03;
  private static final double HELD_DISTANCE = 0.01;

  /** Opening of a gripper that is closed on the puck. */
  private static final double HELD_OPENING = 0.55;

  /** Progress that shows that the block moves with the hand. */
  private static final double MOVED = 0.01;

  private static final double GRASPED_LIFT = 0.02;
  private static final PadCaging CAGING = new PadCaging(0.007, 0.003, 0.01);

  PushBackTask(Physics physics, MetaWorldSettings settings) {
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
    double handToBlock = Vectors.distance(in.object, in.tcp);
    double blockToGoal = Vectors.distance(in.object, in.target);
    double startToGoal = Vectors.distance(in.objectStart, in.target);
    out.inPlaceReward =
        Rewards.tolerance(blockToGoal, 0, GOAL_RADIUS, startToGoal, Falloff.LONG_TAIL);
    out.graspReward = CAGING.reward(in);
    if (blockToGoal < GOAL_RADIUS) {
      out.reward = 10;
    } else {
      boolean held = handToBlock < HELD_DISTANCE && in.opening > 0 && in.opening < HELD_OPENING;
      boolean moved = startToGoal - blockToGoal > MOVED;
      out.reward =
          Rewards.hamacherProduct(out.graspReward, out.inPlaceReward)
              + (held && moved ? 1 + 5 * out.inPlaceReward : 0);
    }
    boolean lifted = in.object[2] - GRASPED_LIFT > in.objectStart[2];
    out.success = blockToGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(handToBlock <= NEAR_DISTANCE);
    out.graspSuccess(in, lifted);
    out.objectToTarget = blockToGoal;
  }
}
