package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Peg unplug side: the plug is pulled sideways out of its socket. */
final class PegUnplugSideTask extends MetaWorldTask<RewardInputs> {

  static final TaskConfig<RewardInputs> CONFIG =
      TaskConfig.named(
              "peg-unplug-side-v3",
              RewardVersions.of(PegUnplugSideTask::rewardV2).withV1(PegLegacyReward::unplug))
          .instruction("pull the plug sideways out of the socket")
          .success(
              "the plug's end is at most 0.07 m from a goal 0.11 m outside of where it started")
          .scene("peg_unplug_side.xml", "sawyer_peg_unplug_side.xml")
          .contexts(vector(-0.25, 0.6, -0.001), vector(-0.15, 0.8, 0.001))
          .goals(
              vector(-0.25 + 0.194, 0.6, -0.001 + 0.131), vector(-0.15 + 0.194, 0.8, 0.001 + 0.131))
          .observedMarks("pegHead", "pegEnd", "hole")
          .build();

  /** The plug in its socket, from the socket's base. */
  private static final double PLUG_X = 0.044;

  private static final double PLUG_HEIGHT = 0.131;

  /** From the plug in its socket to the goal. */
  private static final double PULL_DISTANCE = 0.15;

  /** Upstream stops the plug but lets it turn on, as it did when it fell during the settling. */
  private static final int STOPPED_VELOCITIES = 3;

  static final double SUCCESS_DISTANCE = 0.07;
  private static final double IN_PLACE_DISTANCE = 0.05;
  private static final double HELD_DISTANCE = 0.035;
  private static final double NEAR_DISTANCE = 0.03;
  private static final double MOVED_DISTANCE = 0.015;
  private static final double GRIPPER_OPENING = 0.5;
  private static final GripperCaging CAGING =
      new GripperCaging(0.025, 0.05, 0.01, 0.005, 0.8, GripperCaging.Density.HIGH);

  private final FreeObject plugJoint;
  private final int plugBody;
  private final int socketBody;
  private final int endSite;

  /** Position (3) and orientation quatWxyz (4). */
  private final double[] plugPose = {0, 0, 0, 1, 0, 0, 0};

  PegUnplugSideTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new RewardInputs());
    this.plugJoint = new FreeObject(physics);
    this.plugBody = physics.scene().body("plug1");
    this.socketBody = physics.scene().body("box");
    this.endSite = physics.scene().site("pegEnd");
  }

  /** Context: place of the socket (3). */
  @Override
  void placeFixtures(double[] context) {
    moveBody(socketBody, context);
  }

  @Override
  void arrange(double[] context) {
    placeFixtures(context);
    plugPose[0] = context[0] + PLUG_X;
    plugPose[1] = context[1];
    plugPose[2] = context[2] + PLUG_HEIGHT;
    plugJoint.place(plugPose, STOPPED_VELOCITIES);
    physics.sitePos().readRow(endSite, inputs.objectStart);
    Vectors.set(inputs.target, plugPose[0] + PULL_DISTANCE, plugPose[1], plugPose[2]);
    inputs.maximumDistance = Vectors.distance(inputs.target, inputs.objectStart);
  }

  @Override
  void readObjects(double[] frame) {
    copyRow(physics.sitePos(), endSite, frame, FIRST_OBJECT);
    copyRow(physics.bodyQuat(), plugBody, frame, FIRST_OBJECT + QUATERNION);
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    double toGoal = Vectors.distance(in.object, in.target);
    double toHand = Vectors.distance(in.object, in.tcp);
    double margin = Vectors.distance(in.objectStart, in.target);
    boolean pulled =
        in.opening > GRIPPER_OPENING && in.object[0] - in.objectStart[0] > MOVED_DISTANCE;
    out.graspReward = CAGING.reward(in);
    out.inPlaceReward = Rewards.tolerance(toGoal, 0, IN_PLACE_DISTANCE, margin, Falloff.LONG_TAIL);
    if (toGoal <= IN_PLACE_DISTANCE) {
      out.reward = 10;
    } else if (pulled && toHand < HELD_DISTANCE) {
      out.reward = 1 + 2 * out.graspReward + 5 * out.inPlaceReward;
    } else {
      out.reward = 2 * out.graspReward;
    }
    out.success = toGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(toHand <= NEAR_DISTANCE);
    out.graspSuccess = asNumber(pulled);
    out.objectToTarget = toGoal;
  }
}
