package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Pick out of hole: the puck is lifted out of a hole to a goal in the air. */
final class PickOutOfHoleTask extends MetaWorldTask<LiftInputs> {

  static final TaskConfig<LiftInputs> CONFIG =
      TaskConfig.named(
              "pick-out-of-hole-v3",
              RewardVersions.of(PickOutOfHoleTask::rewardV2)
                  .withV1(PuckLegacyReward::pickOutOfHole))
          .instruction("lift the puck out of the hole and bring it to the goal")
          .success("the puck is at most 0.07 m from the goal")
          .scene("pick_out_of_hole.xml", "sawyer_pick_out_of_hole.xml")
          .handLimits(vector(-0.5, 0.4, -0.05), vector(0.5, 1.0, 0.5))
          .contexts(vector(0, 0.75, 0.02, -0.1, 0.5, 0.15), vector(0, 0.75, 0.02, 0.1, 0.6, 0.3))
          .goals(vector(-0.1, 0.5, 0.15), vector(0.1, 0.6, 0.3))
          .build();

  static final double SUCCESS_DISTANCE = 0.07;
  private static final double FULL_REWARD_DISTANCE = 0.05;
  private static final double GOAL_RADIUS = 0.02;
  private static final double NEAR_DISTANCE = 0.03;
  private static final double HELD_DISTANCE = 0.04;
  private static final double LIFTED = 0.02;

  /** Opening of a gripper that is not closed on nothing. */
  private static final double HELD_OPENING = 0.33;

  /** What version v1 asks for. */
  private static final double LEGACY_LIFT = 0.11;

  /** The fingertips may be at any height within this distance of the puck's start. */
  private static final double HOLE_RADIUS = 0.03;

  private static final GripperCaging CAGING =
      new GripperCaging(0.015, 0.02, 0.01, 0.03, 0.1, GripperCaging.Density.HIGH);

  private final Puck puck;
  private final int puckBody;

  PickOutOfHoleTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new LiftInputs());
    this.puck = new Puck(physics);
    this.puckBody = physics.scene().body("obj");
  }

  @Override
  boolean rejects(double[] context) {
    return Puck.tooClose(context);
  }

  /** Context: puck position (3), which is always the same, and goal position (3). */
  @Override
  void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    puck.place(inputs.objectStart);
    System.arraycopy(context, 3, inputs.target, 0, 3);
    inputs.measureLift(puck.height(), LEGACY_LIFT);
  }

  /** Unlike in other tasks with this puck, its quaternion has the scalar first. */
  @Override
  void readObjects(double[] frame) {
    copyRow(physics.bodyPos(), puckBody, frame, FIRST_OBJECT);
    copyRow(physics.bodyQuat(), puckBody, frame, FIRST_OBJECT + QUATERNION);
  }

  static void rewardV2(LiftInputs in, RewardOutcome out) {
    double handToPuck = Vectors.distance(in.object, in.tcp);
    double puckToGoal = Vectors.distance(in.object, in.target);
    double margin = Vectors.distance(in.objectStart, in.target);
    boolean held =
        handToPuck < HELD_DISTANCE
            && in.object[2] - LIFTED > in.objectStart[2]
            && in.opening >= HELD_OPENING;
    out.inPlaceReward = Rewards.tolerance(puckToGoal, 0, GOAL_RADIUS, margin, Falloff.LONG_TAIL);
    out.graspReward = CAGING.reward(in);
    if (puckToGoal < FULL_REWARD_DISTANCE) {
      out.reward = 10;
    } else {
      double carried = Rewards.hamacherProduct(out.inPlaceReward, aboveDeck(in));
      out.reward =
          Rewards.hamacherProduct(out.graspReward, out.inPlaceReward)
              + (held ? 1 + 5 * carried : 0);
    }
    out.success = puckToGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(handToPuck <= NEAR_DISTANCE);
    out.graspSuccess = asNumber(held);
    out.objectToTarget = puckToGoal;
  }

  /** One where the fingertips are above a funnel around the hole, less below it. */
  private static double aboveDeck(LiftInputs in) {
    double radius = Vectors.horizontalDistance(in.tcp, in.objectStart);
    double floor = radius <= HOLE_RADIUS ? 0 : 0.015 * StrictMath.log(radius - HOLE_RADIUS) + 0.15;
    return in.tcp[2] >= floor
        ? 1
        : Rewards.tolerance(Math.max(floor - in.tcp[2], 0), 0, 0.01, 0.02, Falloff.LONG_TAIL);
  }
}
