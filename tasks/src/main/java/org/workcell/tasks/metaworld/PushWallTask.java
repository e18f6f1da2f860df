package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Push with a wall: the puck goes around the wall to a goal on the table. */
final class PushWallTask extends PuckTask<RewardInputs> {

  static final TaskConfig<RewardInputs> CONFIG =
      TaskConfig.named(
              "push-wall-v3",
              RewardVersions.of(PushWallTask::rewardV2).withV1(PuckLegacyReward::pushWall))
          .instruction("push the puck around the wall to the goal")
          .success("the puck is at most 0.07 m from the goal")
          .scene("push_wall.xml", "sawyer_push_wall_v3.xml")
          .contexts(
              vector(-0.05, 0.6, 0.015, -0.05, 0.85, 0.01),
              vector(0.05, 0.65, 0.015, 0.05, 0.9, 0.02))
          .goals(vector(-0.05, 0.85, 0.01), vector(0.05, 0.9, 0.02))
          .build();

  static final double SUCCESS_DISTANCE = 0.07;
  private static final double GOAL_RADIUS = 0.05;
  private static final double NEAR_DISTANCE = 0.03;
  private static final double HELD_DISTANCE = 0.02;
  private static final double GRASPED_LIFT = 0.02;

  /** The point beside the wall that guides the puck. */
  private static final double BESIDE_WALL_X = -0.05;

  private static final double BESIDE_WALL_Y = 0.77;

  /** Sideways distance counts more on the way to the point beside the wall. */
  private static final double SIDEWAYS_WEIGHT = 3;

  /** Beyond this y the goal guides the puck. */
  private static final double WALL_Y = 0.75;

  private static final GripperCaging CAGING =
      new GripperCaging(0.015, 0.05, 0.01, 0.005, 1, GripperCaging.Density.HIGH);

  PushWallTask(Physics physics, MetaWorldSettings settings) {
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
    double aroundWall =
        Rewards.tolerance(
            toPointBesideWall(in, in.object),
            0,
            GOAL_RADIUS,
            toPointBesideWall(in, in.objectStart),
            Falloff.LONG_TAIL);
    out.inPlaceReward = Rewards.tolerance(puckToGoal, 0, GOAL_RADIUS, margin, Falloff.LONG_TAIL);
    out.graspReward = CAGING.reward(in);
    double reward = 2 * out.graspReward;
    if (puckToGoal < GOAL_RADIUS) {
      reward = 10;
    } else if (handToPuck < HELD_DISTANCE && in.opening > 0) {
      reward += in.object[1] > WALL_Y ? 1 + 4 + 3 * out.inPlaceReward : 1 + 4 * aroundWall;
    }
    boolean lifted = in.object[2] - GRASPED_LIFT > in.objectStart[2];
    out.reward = reward;
    out.success = puckToGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(handToPuck <= NEAR_DISTANCE);
    out.graspSuccess(in, lifted);
    out.objectToTarget = puckToGoal;
  }

  /** The point is at the height of the puck, so that lifting it neither helps nor hurts. */
  private static double toPointBesideWall(RewardInputs in, double[] position) {
    double x = SIDEWAYS_WEIGHT * (position[0] - BESIDE_WALL_X);
    double y = position[1] - BESIDE_WALL_Y;
    double z = position[2] - in.object[2];
    return Math.sqrt(x * x + y * y + z * z);
  }
}
