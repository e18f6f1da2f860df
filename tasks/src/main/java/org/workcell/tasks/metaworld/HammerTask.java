package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;
import static org.workcell.tasks.metaworld.ObservationHistory.SECOND_OBJECT;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Hammer: the hammer is picked up and drives the nail into the block. */
final class HammerTask extends MetaWorldTask<HammerTask.Inputs> {

  static final TaskConfig<HammerTask.Inputs> CONFIG =
      TaskConfig.named(
              "hammer-v3",
              RewardVersions.of(HammerTask::rewardV2).withV1(HammerLegacyReward::reward))
          .instruction("pick up the hammer and drive the nail into the block")
          .success("the nail is more than 0.09 m deep in the block")
          .scene("hammer.xml", "sawyer_hammer.xml")
          .handStart(0, 0.4, 0.2)
          .contexts(vector(-0.1, 0.4, 0), vector(0.1, 0.5, 0))
          .goals(vector(0.2399, 0.7399, 0.109), vector(0.2401, 0.7401, 0.111))
          .goalMarkerOnFixture("goal")
          .observedMarks("nailHead")
          .build();

  static final double SUCCESS_DEPTH = 0.09;
  private static final double[] BLOCK_POSITION = {0.24, 0.85, 0};

  /** From the middle of the grip to the middle of the front face. */
  private static final double HEAD_X = 0.16;

  private static final double HEAD_Y = 0.06;

  /** How far from the middle, along x, the hand may grasp the grip. */
  private static final double GRIP_HALF_LENGTH = 0.07;

  /** Difference of orientations, as a distance of quaternions, that earns nothing. */
  private static final double WORST_ORIENTATION = 0.4;

  /** Height of the head above which it counts as lifted. */
  private static final double LIFTED_HEIGHT = 0.02;

  /** Reward that the way to the nail has to earn before success pays in full. */
  private static final double CARRIED_REWARD = 5;

  /** Positions of the hammer's free joint, which has no name and precedes the nail. */
  private static final int FREE_POSITIONS = 7;

  private static final int FREE_VELOCITIES = 6;

  private static final GripperCaging CAGING =
      new GripperCaging(0.015, 0.02, 0.01, 0.01, 1, GripperCaging.Density.HIGH);

  /** What only this task looks at. */
  static final class Inputs extends LiftInputs {

    /** Orientation of the hammer, scalar first. */
    final double[] orientation = new double[4];

    /** Middle of the hammer's head. */
    final double[] head = new double[3];

    /** The nail's head before it is driven in; upstream's site does not move with the nail. */
    final double[] nailHead = new double[3];

    /** How deep the nail is in the block. */
    double nailDepth;

    /** Where a formula keeps a point; not an input. */
    final double[] point = new double[3];
  }

  private final int blockBody;
  private final int hammerBody;
  private final int nailBody;
  private final int headGeom;
  private final int nailHeadSite;
  private final int goalSite;
  private final int nailPosition;
  private final int nailVelocity;

  HammerTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new Inputs());
    Model scene = physics.scene();
    this.blockBody = scene.body("box");
    this.hammerBody = scene.body("hammer");
    this.nailBody = scene.body("nail_link");
    this.headGeom = scene.geom("HammerHead");
    this.nailHeadSite = scene.site("nailHead");
    this.goalSite = scene.site("goal");
    this.nailPosition = scene.positionAddress("NailSlideJoint");
    this.nailVelocity = scene.velocityAddress("NailSlideJoint");
  }

  @Override
  void placeFixtures(double[] context) {
    moveBody(blockBody, BLOCK_POSITION);
  }

  /** Context: position of the hammer (3). */
  @Override
  void arrange(double[] context) {
    placeFixtures(context);
    copyRow(physics.sitePos(), goalSite, inputs.target, 0);
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    setState(
        nailPosition - FREE_POSITIONS,
        inputs.objectStart,
        nailVelocity - FREE_VELOCITIES,
        FREE_VELOCITIES);
    inputs.setHeights(physics.bodyPos().get(hammerBody, 2), HammerLegacyReward.LIFT);
  }

  @Override
  void readObjects(double[] frame) {
    copyRow(physics.bodyPos(), hammerBody, frame, FIRST_OBJECT);
    copyRow(physics.bodyQuat(), hammerBody, frame, FIRST_OBJECT + QUATERNION);
    copyRow(physics.bodyPos(), nailBody, frame, SECOND_OBJECT);
    copyRow(physics.bodyQuat(), nailBody, frame, SECOND_OBJECT + QUATERNION);
  }

  @Override
  void readOwnInputs() {
    copyRow(physics.bodyQuat(), hammerBody, inputs.orientation, 0);
    copyRow(physics.geomPos(), headGeom, inputs.head, 0);
    copyRow(physics.sitePos(), nailHeadSite, inputs.nailHead, 0);
    inputs.nailDepth = physics.qpos().get(nailPosition);
  }

  static void rewardV2(Inputs in, RewardOutcome out) {
    double upright = upright(in.orientation);
    out.inPlaceReward = headInPlace(in);
    out.graspReward = grasp(in);
    double carried = (2 * out.graspReward + 6 * out.inPlaceReward) * upright;
    out.success = in.nailDepth > SUCCESS_DEPTH;
    out.reward = out.success && carried > CARRIED_REWARD ? 10 : carried;
    // Upstream reports the orientation in this column.
    out.nearObject = upright;
    out.graspSuccess = asNumber(out.graspReward >= 0.5);
  }

  /** One for the orientation in which the head is level, falling to zero. */
  private static double upright(double[] quatWxyz) {
    double w = quatWxyz[0] - 1;
    double x = quatWxyz[1];
    double y = quatWxyz[2];
    double z = quatWxyz[3];
    double difference = Math.sqrt(w * w + x * x + y * y + z * z);
    return Math.max(1 - difference / WORST_ORIENTATION, 0);
  }

  private static double headInPlace(Inputs in) {
    double[] face = in.point;
    Vectors.set(face, in.object[0] + HEAD_X, in.object[1] + HEAD_Y, in.object[2]);
    double distance = Vectors.distance(in.target, face);
    double lifted = asNumber(face[2] > LIFTED_HEIGHT);
    return 0.1 * lifted + 0.9 * Rewards.tolerance(distance, 0, 0.02, 0.2, Falloff.LONG_TAIL);
  }

  /** The hand may grasp anywhere along the grip. */
  private static double grasp(Inputs in) {
    double[] grip = in.point;
    boolean onGrip = Math.abs(in.object[0] - in.hand[0]) < GRIP_HALF_LENGTH;
    Vectors.set(grip, onGrip ? in.hand[0] : in.object[0], in.object[1], in.object[2]);
    return CAGING.reward(in, grip, in.objectStart);
  }
}
