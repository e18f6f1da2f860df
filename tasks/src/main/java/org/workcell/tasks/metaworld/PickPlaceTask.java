package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.metaworld.Rewards.Falloff;

/** Pick and place: the puck is lifted to a goal in the air. */
final class PickPlaceTask extends MetaWorldTask<LiftInputs> {

  static final TaskSheet SHEET =
      new TaskSheet(
          "pick-place-v3",
          "pick up the puck and hold it at the goal",
          TaskSheet.scene("pick_place.xml", "sawyer_pick_place_v3.xml"),
          vector(0, 0.6, 0.2),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(vector(-0.1, 0.6, 0.02, -0.1, 0.8, 0.05), vector(0.1, 0.7, 0.02, 0.1, 0.9, 0.3)),
          new Box(vector(-0.1, 0.8, 0.05), vector(0.1, 0.9, 0.3)),
          "the puck is at most 0.07 m from the goal");

  private static final double SUCCESS_DISTANCE = 0.07;
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

  private final Puck puck;
  private final int goalSite;

  PickPlaceTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        new LiftInputs(),
        settings.legacyReward() ? PickPlaceTask::rewardV1 : PickPlaceTask::rewardV2);
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
    out.graspSuccess = asNumber(in.padsTouchObject && in.opening > 0 && lifted);
    out.objectToTarget = puckToGoal;
  }

  /** Caging, and once caged the gripper's effort. */
  private static double grasp(LiftInputs in) {
    double caging = CAGING.caging(in);
    double effort = caging > CAGED ? Math.min(Math.max(0, in.action[3]), 1) : 0;
    return (Rewards.hamacherProduct(caging, effort) + caging) / 2;
  }

  static void rewardV1(LiftInputs in, RewardOutcome out) {
    LegacyPicking.reward(in, 0, SUCCESS_DISTANCE, out);
  }
}
