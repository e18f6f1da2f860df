package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.metaworld.Rewards.Falloff;

/** Pick and place with a wall: the puck is carried over the wall to a goal in the air. */
final class PickPlaceWallTask extends MetaWorldTask<LiftInputs> {

  static final TaskSheet SHEET =
      new TaskSheet(
          "pick-place-wall-v3",
          "pick up the puck, carry it over the wall and hold it at the goal",
          TaskSheet.scene("pick_place_wall.xml", "sawyer_pick_place_wall_v3.xml"),
          vector(0, 0.6, 0.2),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(
              vector(-0.05, 0.6, 0.015, -0.05, 0.85, 0.05),
              vector(0.05, 0.65, 0.015, 0.05, 0.9, 0.3)),
          new Box(vector(-0.05, 0.85, 0.05), vector(0.05, 0.9, 0.3)),
          "the puck is at most 0.07 m from the goal");

  private static final double SUCCESS_DISTANCE = 0.07;
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

  private final Puck puck;
  private final int goalSite;

  PickPlaceWallTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        new LiftInputs(),
        settings.legacyReward() ? PickPlaceWallTask::rewardV1 : PickPlaceWallTask::rewardV2);
    this.puck = new Puck(physics);
    this.goalSite = physics.scene().site("goal");
  }

  @Override
  boolean rejects(double[] context) {
    return Puck.tooClose(context);
  }

  /** Context: puck position (3), goal position (3). */
  @Override
  void arrange(double[] context) {
    System.arraycopy(context, 3, inputs.target, 0, 3);
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    puck.place(inputs.objectStart);
    moveSite(goalSite, inputs.target);
    inputs.measureLift(puck.height(), LEGACY_LIFT);
  }

  @Override
  void readObjects(double[] frame) {
    puck.read(frame);
  }

  @Override
  void readOwnInputs() {
    inputs.padsTouchObject = padsTouch(puck.geom());
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
    out.graspSuccess = asNumber(in.padsTouchObject && in.opening > 0 && lifted);
    out.objectToTarget = puckToGoal;
  }

  private static double toPointAboveWall(LiftInputs in, double[] position) {
    double x = position[0] - in.target[0];
    double y = position[1] - ABOVE_WALL_Y;
    double z = HEIGHT_WEIGHT * (position[2] - ABOVE_WALL_HEIGHT);
    return Math.sqrt(x * x + y * y + z * z);
  }

  static void rewardV1(LiftInputs in, RewardOutcome out) {
    LegacyPicking.reward(in, 0, SUCCESS_DISTANCE, out);
  }
}
