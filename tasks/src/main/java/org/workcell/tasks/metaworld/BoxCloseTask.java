package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Box close: the lid is picked up by its handle and put on the open box. */
final class BoxCloseTask extends MetaWorldTask<LiftInputs> {

  static final TaskConfig<LiftInputs> CONFIG =
      TaskConfig.named(
              "box-close-v3",
              RewardVersions.of(BoxCloseTask::rewardV2).withV1(ContainerLegacyReward::boxClose))
          .instruction("put the lid on the box")
          .success("the lid is less than 0.08 m from its goal above the box")
          .scene("box_close.xml", "sawyer_box.xml")
          .handStartFloat32(0, 0.6, 0.2)
          .contexts(
              vector(-0.05, 0.5, 0.02, -0.1, 0.7, 0.133), vector(0.05, 0.55, 0.02, 0.1, 0.8, 0.133))
          .goals(vector(-0.1, 0.7, 0.133), vector(0.1, 0.8, 0.133))
          .build();

  private static final double SMALLEST_DISTANCE = 0.25;

  /** In single precision upstream. */
  private static final double LID_HEIGHT = 0.02f;

  private static final int STEPS_BEFORE_PLACING = 5;
  private static final double LIFT = 0.12;
  static final double SUCCESS_DISTANCE = 0.08;
  private static final double ORIENTATION_RANGE = 0.2;

  /** Where version v2 leads hand and lid, above the lid's frame. */
  private static final double HANDLE_HEIGHT = 0.02;

  private static final double OFF_TABLE_HEIGHT = 0.04;

  private final FreeObject lidJoint;
  private final int lidBody;
  private final int handleGeom;
  private final int boxBody;
  private final double boxHeight;

  BoxCloseTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new LiftInputs());
    Model scene = physics.scene();
    this.lidJoint = new FreeObject(physics);
    this.lidBody = scene.body("top_link");
    this.handleGeom = scene.geom("BoxHandleGeom");
    this.boxBody = scene.body("boxbody");
    this.boxHeight = scene.get(ModelField.BODY_POS, 3 * boxBody + 2);
  }

  @Override
  boolean rejects(double[] context) {
    return Vectors.horizontalDistance(context) < SMALLEST_DISTANCE;
  }

  /** Context: place of the lid (3), whose height is drawn and ignored, and its goal (3). */
  @Override
  void placeFixtures(double[] context) {
    moveBody(boxBody, context[3], context[4], boxHeight);
  }

  @Override
  void arrange(double[] context) {
    Vectors.set(inputs.objectStart, context[0], context[1], LID_HEIGHT);
    System.arraycopy(context, 3, inputs.target, 0, 3);
    placeFixtures(context);
    physics.step(STEPS_BEFORE_PLACING);
    lidJoint.place(inputs.objectStart);
    inputs.measureLift(physics.geomPos().get(handleGeom, 2), LIFT);
  }

  @Override
  void readObjects(double[] frame) {
    copyRow(physics.bodyPos(), lidBody, frame, FIRST_OBJECT);
    copyRow(physics.bodyQuat(), lidBody, frame, FIRST_OBJECT + QUATERNION);
  }

  @Override
  void readOwnInputs() {
    physics.bodyQuat().readRow(lidBody, inputs.objectQuatWxyz);
  }

  static void rewardV2(LiftInputs in, RewardOutcome out) {
    double lidHeight = in.object[2] + HANDLE_HEIGHT;
    double effort = Math.min(Math.max(in.action[3], -1), 1);
    double x = in.target[0] - in.object[0];
    double y = in.target[1] - in.object[1];
    double z = 3 * (in.target[2] - lidHeight);
    double distance = Math.sqrt(x * x + y * y + z * z);
    double orientation = Orientation.quarterTurn(in.objectQuatWxyz, ORIENTATION_RANGE);
    out.success = Vectors.distance(in.object, in.target) < SUCCESS_DISTANCE;
    out.graspReward = (effort + 1) / 2;
    out.graspSuccess = asNumber(out.graspReward >= 0.5);
    out.nearObject = ready(in, lidHeight);
    out.inPlaceReward =
        0.2 * asNumber(lidHeight > OFF_TABLE_HEIGHT)
            + 0.8 * Rewards.tolerance(distance, 0, 0.05, 0.25, Falloff.LONG_TAIL);
    double grip = Rewards.hamacherProduct(out.graspReward, out.nearObject);
    out.reward = (out.success ? 10 : 2 * grip + 8 * out.inPlaceReward) * orientation;
  }

  /** The hand is to come in over a funnel around the handle, and to descend on its axis. */
  private static double ready(LiftInputs in, double lidHeight) {
    double fromAxis = Vectors.horizontalDistance(in.hand, in.object);
    double height = in.hand[2] - lidHeight;
    double distance = Math.sqrt(fromAxis * fromAxis + height * height);
    double funnel = fromAxis <= 0.02 ? 0 : 0.04 * StrictMath.log(fromAxis - 0.02) + 0.4;
    double above =
        in.hand[2] >= funnel
            ? 1
            : Rewards.tolerance(funnel - in.hand[2], 0, 0.01, funnel / 2, Falloff.LONG_TAIL);
    double near = Rewards.tolerance(distance, 0, 0.02, 0.5, Falloff.LONG_TAIL);
    return Rewards.hamacherProduct(above, near);
  }
}
