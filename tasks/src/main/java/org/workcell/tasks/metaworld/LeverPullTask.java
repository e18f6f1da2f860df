package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Lever pull: the lever points at the robot and is swung up until it stands upright. */
final class LeverPullTask extends MetaWorldTask<LeverPullTask.Inputs> {

  static final TaskConfig<LeverPullTask.Inputs> CONFIG =
      TaskConfig.named(
              "lever-pull-v3",
              RewardVersions.of(LeverPullTask::rewardV2).withV1(TurnLegacyReward::lever))
          .instruction("swing the lever up by 90 degrees")
          .success("the lever is within 7.5 degrees of upright")
          .scene("lever_pull.xml", "sawyer_lever_pull.xml")
          .handStartFloat32(0, 0.4, 0.2)
          .handLimits(vector(-0.5, 0.4, -0.15), vector(0.5, 1.0, 0.5))
          .contexts(vector(-0.1, 0.7, 0.0), vector(0.1, 0.8, 0.0))
          .observedMarks("leverStart")
          .build();

  /** The lever's axis, seen from the base, and the lever's length. */
  private static final double AXIS_X = 0.12;

  private static final double AXIS_HEIGHT = 0.25;
  private static final double LENGTH = 0.2;

  private static final double UPRIGHT = Math.PI / 2;
  static final double SUCCESS_ANGLE = Math.PI / 24;
  private static final double REACHED_DISTANCE = 0.02;
  private static final double NEAR_DISTANCE = 0.03;
  private static final double HOOKED_REWARD = 0.9;

  /** Seen from the hand, the knob is here when the hand can lift it. */
  private static final double KNOB_AHEAD = 0.055;

  private static final double KNOB_ABOVE = 0.07;

  /** Misalignment across the lever and in height counts more than along the lever. */
  private static final double ALIGNMENT_WEIGHT = 4;

  /** What this task looks at beyond what all tasks share. */
  static final class Inputs extends RewardInputs {

    /** Angle of the lever's joint, in radians; upright is minus a right angle. */
    double angle;
  }

  private final int leverBody;
  private final int knobSite;
  private final int knobGeom;
  private final int angleAddress;

  LeverPullTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new Inputs());
    this.leverBody = physics.scene().body("lever");
    this.knobSite = physics.scene().site("leverStart");
    this.knobGeom = physics.scene().geom("objGeom");
    this.angleAddress = physics.scene().positionAddress("LeverAxis");
  }

  /** Context: position of the lever's base (3). */
  @Override
  void placeFixtures(double[] context) {
    moveBody(leverBody, context);
  }

  @Override
  void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    placeFixtures(context);
    Vectors.set(
        inputs.target, context[0] + AXIS_X, context[1], context[2] + (AXIS_HEIGHT + LENGTH));
    inputs.maximumDistance = Vectors.distance(inputs.target, inputs.objectStart);
  }

  @Override
  void readObjects(double[] frame) {
    copyRow(physics.sitePos(), knobSite, frame, FIRST_OBJECT);
    Quaternions.fromMatrix(physics.geomMat(), knobGeom, frame, FIRST_OBJECT + QUATERNION);
  }

  @Override
  void readOwnInputs() {
    inputs.angle = physics.qpos().get(angleAddress);
  }

  /** Upstream reports how upright the lever is, but does not reward it. */
  static void rewardV2(Inputs in, RewardOutcome out) {
    double startX = in.objectStart[0] + AXIS_X;
    double startY = in.objectStart[1] - LENGTH;
    double startZ = in.objectStart[2] + AXIS_HEIGHT;
    double reach = misalignment(in.hand, in.object[0], in.object[1], in.object[2]);
    double reachMargin = misalignment(in.initialTcp, startX, startY, startZ);
    double knobToGoal = Vectors.distance(in.object, in.target);
    double goalMargin = length(startX - in.target[0], startY - in.target[1], startZ - in.target[2]);
    double tilt = Math.abs(-in.angle - UPRIGHT);
    out.graspReward = Rewards.tolerance(reach, 0, REACHED_DISTANCE, reachMargin, Falloff.LONG_TAIL);
    double swung = Rewards.tolerance(knobToGoal, 0, 0.04, goalMargin, Falloff.LONG_TAIL);
    out.reward = 10 * Rewards.hamacherProduct(out.graspReward, swung);
    out.inPlaceReward =
        Rewards.tolerance(tilt, 0, Math.PI / 48, UPRIGHT - Math.PI / 12, Falloff.LONG_TAIL);
    out.success = tilt <= SUCCESS_ANGLE;
    out.nearObject = asNumber(reach < NEAR_DISTANCE);
    out.graspSuccess = asNumber(out.graspReward > HOOKED_REWARD);
    out.objectToTarget = reach;
  }

  /** Weighted distance of a knob at x, y, z from where a hand could lift it. */
  private static double misalignment(double[] hand, double x, double y, double z) {
    return length(
        ALIGNMENT_WEIGHT * (hand[0] - x),
        hand[1] + KNOB_AHEAD - y,
        ALIGNMENT_WEIGHT * (hand[2] + KNOB_ABOVE - z));
  }

  private static double length(double x, double y, double z) {
    return Math.sqrt(x * x + y * y + z * z);
  }
}
