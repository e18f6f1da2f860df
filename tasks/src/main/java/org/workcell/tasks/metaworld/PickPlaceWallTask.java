package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Pick and place with a wall: the puck is carried over the wall to a goal in the air. */
final class PickPlaceWallTask extends PuckTask<LiftInputs> {

  static final TaskConfig<LiftInputs> CONFIG =
      TaskConfig.named(
              "pick-place-wall-v3",
              RewardVersions.of(PickPlaceWallTask::rewardV2)
                  .withV1(PuckLegacyReward::pickPlaceWall))
          .instruction("pick up the puck, carry it over the wall and hold it at the goal")
          .success("the puck is at most 0.07 m from the goal")
          .scene("pick_place_wall.xml", "sawyer_pick_place_wall_v3.xml")
          .contexts(
              vector(-0.05, 0.6, 0.015, -0.05, 0.85, 0.05),
              vector(0.05, 0.65, 0.015, 0.05, 0.9, 0.3))
          .goals(vector(-0.05, 0.85, 0.05), vector(0.05, 0.9, 0.3))
          .build();

  static final double SUCCESS_DISTANCE = 0.07;
  private static final double GOAL_RADIUS = 0.05;
  private static final double NEAR_DISTANCE = 0.03;
  private static final double HELD_DISTANCE = 0.02;

  /** How far above its start a held puck counts as lifted by the reward. */
  private static final double LIFTED = 0.015;

  /** How far above its start a held puck counts as grasped in the info columns. */
  private static final double GRASPED_LIFT = 0.02;

  /** What version v1 asks for. */
  private static final double LEGACY_LIFT = 0.04;

  /** The point above the wall that guides the puck, with x from the goal. */
  private static final double ABOVE_WALL_Y = 0.77;

  private static final double ABOVE_WALL_HEIGHT = 0.25;

  /** Height counts more on the way to the point above the wall. */
  private static final double HEIGHT_WEIGHT = 3;

  /** Beyond this y the goal guides the puck. */
  private static final double WALL_Y = 0.75;

  private static final GripperCaging CAGING =
      new GripperCaging(0.015, 0.05, 0.01, 0.005, 1, GripperCaging.Density.NONE);

  PickPlaceWallTask(Physics physics, MetaWorldSettings settings) {
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
    double overWall =
        Rewards.tolerance(
            toPointAboveWall(in, in.object),
            0,
            GOAL_RADIUS,
            toPointAboveWall(in, in.objectStart),
            Falloff.LONG_TAIL);
    out.inPlaceReward = Rewards.tolerance(puckToGoal, 0, GOAL_RADIUS, margin, Falloff.LONG_TAIL);
    out.graspReward = CAGING.reward(in);
    boolean held =
        handToPuck < HELD_DISTANCE && in.opening > 0 && in.object[2] - LIFTED > in.objectStart[2];
    double reward = Rewards.hamacherProduct(out.graspReward, overWall);
    if (puckToGoal < GOAL_RADIUS) {
      reward = 10;
    } else if (held) {
      reward += in.object[1] > WALL_Y ? 1 + 4 + 3 * out.inPlaceReward : 1 + 4 * overWall;
    }
    boolean lifted = in.object[2] - GRASPED_LIFT > in.objectStart[2];
    out.reward = reward;
    out.success = puckToGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(handToPuck <= NEAR_DISTANCE);
    out.graspSuccess(in, lifted);
    out.objectToTarget = puckToGoal;
  }

  private static double toPointAboveWall(LiftInputs in, double[] position) {
    double x = position[0] - in.target[0];
    double y = position[1] - ABOVE_WALL_Y;
    double z = HEIGHT_WEIGHT * (position[2] - ABOVE_WALL_HEIGHT);
    return Math.sqrt(x * x + y * y + z * z);
  }
}
