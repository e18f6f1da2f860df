package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.metaworld.Rewards.Falloff;

/** Push with a wall: the puck goes around the wall to a goal on the table. */
final class PushWallTask extends MetaWorldTask<RewardInputs> {

  static final TaskSheet SHEET =
      new TaskSheet(
          "push-wall-v3",
          "push the puck around the wall to the goal",
          TaskSheet.scene("push_wall.xml", "sawyer_push_wall_v3.xml"),
          vector(0, 0.6, 0.2),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(
              vector(-0.05, 0.6, 0.015, -0.05, 0.85, 0.01),
              vector(0.05, 0.65, 0.015, 0.05, 0.9, 0.02)),
          new Box(vector(-0.05, 0.85, 0.01), vector(0.05, 0.9, 0.02)),
          "the puck is at most 0.07 m from the goal");

  private static final double SUCCESS_DISTANCE = 0.07;
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

  private final Puck puck;
  private final int goalSite;

  PushWallTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        new RewardInputs(),
        settings.legacyReward() ? PushWallTask::rewardV1 : PushWallTask::rewardV2);
    this.puck = new Puck(physics);
    this.goalSite = physics.scene().site("goal");
  }

  @Override
  boolean rejects(double[] context) {
    return Puck.tooClose(context);
  }

  /**
   * Context: puck position (3), goal position (3). Both heights are drawn and then replaced by the
   * height at which the puck came to rest.
   */
  @Override
  void arrange(double[] context) {
    double height = puck.height();
    Vectors.set(inputs.target, context[3], context[4], height);
    Vectors.set(inputs.objectStart, context[0], context[1], height);
    moveSite(goalSite, inputs.target);
    inputs.maximumDistance = Vectors.horizontalDistance(inputs.objectStart, inputs.target);
    puck.place(inputs.objectStart);
  }

  @Override
  void readObjects(double[] frame) {
    puck.read(frame);
  }

  @Override
  void readOwnInputs() {
    inputs.padsTouchObject = padsTouch(puck.geom());
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
    out.graspSuccess = asNumber(in.padsTouchObject && in.opening > 0 && lifted);
    out.objectToTarget = puckToGoal;
  }

  /** The point is at the height of the puck, so that lifting it neither helps nor hurts. */
  private static double toPointBesideWall(RewardInputs in, double[] position) {
    double x = SIDEWAYS_WEIGHT * (position[0] - BESIDE_WALL_X);
    double y = position[1] - BESIDE_WALL_Y;
    double z = position[2] - in.object[2];
    return Math.sqrt(x * x + y * y + z * z);
  }

  /** Distances in the plane of the table; upstream's v1 leaves the other columns at constants. */
  static void rewardV1(RewardInputs in, RewardOutcome out) {
    double handToPuck = Vectors.distance(in.object, in.tcp);
    double puckToGoal = Vectors.horizontalDistance(in.object, in.target);
    double progress =
        handToPuck < 0.05 ? Rewards.legacyProgress(puckToGoal, in.maximumDistance) : 0;
    out.reward = progress - handToPuck;
    out.success = puckToGoal <= SUCCESS_DISTANCE;
    out.nearObject = 1;
    out.objectToTarget = puckToGoal;
  }
}
