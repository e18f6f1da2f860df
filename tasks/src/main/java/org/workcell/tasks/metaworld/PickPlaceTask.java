package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Pick and place: the puck is lifted to a goal in the air. */
final class PickPlaceTask extends PuckTask<LiftInputs> {

  static final TaskConfig<LiftInputs> CONFIG =
      TaskConfig.named(
              "pick-place-v3",
              RewardVersions.of(PickPlaceTask::rewardV2).withV1(PuckLegacyReward::pickPlace))
          .instruction("pick up the puck and hold it at the goal")
          .success("the puck is at most 0.07 m from the goal")
          .scene("pick_place.xml", "sawyer_pick_place_v3.xml")
          .contexts(vector(-0.1, 0.6, 0.02, -0.1, 0.8, 0.05), vector(0.1, 0.7, 0.02, 0.1, 0.9, 0.3))
          .goals(vector(-0.1, 0.8, 0.05), vector(0.1, 0.9, 0.3))
          .build();

  static final double SUCCESS_DISTANCE = 0.07;
  private static final double GOAL_RADIUS = 0.05;
  private static final double NEAR_DISTANCE = 0.03;
  private static final double HELD_DISTANCE = 0.02;

  /** How far above its start a held puck counts as lifted by the reward. */
  private static final double LIFTED = 0.01;

  /** How far above its start a held puck counts as grasped in the info columns. */
  private static final double GRASPED_LIFT = 0.02;

  /** What version v1 asks for. */
  private static final double LEGACY_LIFT = 0.04;

  private static final double CAGED = 0.97;
  private static final PadCaging CAGING = new PadCaging(0.015, 0, 0.005);

  PickPlaceTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new LiftInputs());
  }

  @Override
  void arrange(double[] context) {
    placeAsDrawn(context);
    inputs.measureLift(puck.height(), LEGACY_LIFT);
  }

  @Override
  int graspedGeom() {
    return puck.geom();
  }

  static void rewardV2(LiftInputs in, RewardOutcome out) {
    double handToPuck = Vectors.distance(in.object, in.tcp);
    double puckToGoal = Vectors.distance(in.object, in.target);
    double margin = Vectors.distance(in.objectStart, in.target);
    out.inPlaceReward = Rewards.tolerance(puckToGoal, 0, GOAL_RADIUS, margin, Falloff.LONG_TAIL);
    out.graspReward = grasp(in);
    if (puckToGoal < GOAL_RADIUS) {
      out.reward = 10;
    } else {
      boolean held =
          handToPuck < HELD_DISTANCE && in.opening > 0 && in.object[2] - LIFTED > in.objectStart[2];
      out.reward =
          Rewards.hamacherProduct(out.graspReward, out.inPlaceReward)
              + (held ? 1 + 5 * out.inPlaceReward : 0);
    }
    boolean lifted = in.object[2] - GRASPED_LIFT > in.objectStart[2];
    out.success = puckToGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(handToPuck <= NEAR_DISTANCE);
    out.graspSuccess(in, lifted);
    out.objectToTarget = puckToGoal;
  }

  /** Caging, and once caged the gripper's effort. */
  private static double grasp(LiftInputs in) {
    double caging = CAGING.caging(in);
    double effort = caging > CAGED ? Math.min(Math.max(0, in.action[3]), 1) : 0;
    return (Rewards.hamacherProduct(caging, effort) + caging) / 2;
  }
}
