package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Peg insert side: the peg is picked up and slid sideways into the hole of a box. */
final class PegInsertSideTask extends MetaWorldTask<PegInputs> {

  static final TaskConfig<PegInputs> CONFIG =
      TaskConfig.named(
              "peg-insert-side-v3",
              RewardVersions.of(PegInsertSideTask::rewardV2).withV1(PegLegacyReward::insert))
          .instruction("pick up the peg and insert it sideways into the hole")
          .success(
              "the peg's head is at most 0.07 m, where y and z count twice, from a point in the"
                  + " hole")
          .scene("peg_insert_side.xml", "sawyer_peg_insertion_side.xml")
          .contexts(
              vector(0.0, 0.5, 0.02, -0.35, 0.4, -0.001), vector(0.2, 0.7, 0.02, -0.25, 0.7, 0.001))
          .goals(vector(-0.35 + 0.03, 0.4, 0.129), vector(-0.25 + 0.03, 0.7, 0.131))
          .observedMarks("pegHead", "pegEnd", "pegGrasp", "hole")
          .build();

  private static final double SMALLEST_DISTANCE = 0.1;

  /** The target in the hole, from the box. */
  private static final double HOLE_X = 0.03;

  private static final double HOLE_HEIGHT = 0.13;
  private static final double LIFT = 0.11;
  static final double SUCCESS_DISTANCE = 0.07;
  private static final double HELD_DISTANCE = 0.08;
  private static final double GRASPED_DISTANCE = 0.02;
  private static final double NEAR_DISTANCE = 0.03;
  private static final double LIFTED_HEIGHT = 0.01;

  private static final GripperCaging CAGING =
      new GripperCaging(0.0075, 0.03, 0.01, 0.005, 1, GripperCaging.Density.HIGH);

  private final FreeObject pegJoint;
  private final int pegBody;
  private final int boxBody;
  private final int headSite;
  private final int graspSite;
  private final int lowerRightSite;
  private final int lowerLeftSite;
  private final int upperRightSite;
  private final int upperLeftSite;

  PegInsertSideTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new PegInputs());
    Model scene = physics.scene();
    this.pegJoint = new FreeObject(physics);
    this.pegBody = scene.body("peg");
    this.boxBody = scene.body("box");
    this.headSite = scene.site("pegHead");
    this.graspSite = scene.site("pegGrasp");
    this.lowerRightSite = scene.site("bottom_right_corner_collision_box_1");
    this.lowerLeftSite = scene.site("top_left_corner_collision_box_1");
    this.upperRightSite = scene.site("bottom_right_corner_collision_box_2");
    this.upperLeftSite = scene.site("top_left_corner_collision_box_2");
  }

  @Override
  boolean rejects(double[] context) {
    return Vectors.horizontalDistance(context) < SMALLEST_DISTANCE;
  }

  /** Context: centre of the peg (3), place of the box (3). */
  @Override
  void placeFixtures(double[] context) {
    moveBody(boxBody, context[3], context[4], context[5]);
  }

  /** Upstream reads the peg's head before it places the peg, so in the scene's initial pose. */
  @Override
  void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    refreshUnlessCompat();
    physics.sitePos().readRow(headSite, inputs.initialHead);
    pegJoint.place(inputs.objectStart);
    placeFixtures(context);
    Vectors.set(inputs.target, context[3] + HOLE_X, context[4], context[5] + HOLE_HEIGHT);
    inputs.measureLift(physics.bodyPos().get(pegBody, 2), LIFT);
  }

  /** The orientation is that of a site and has the scalar last. */
  @Override
  void readObjects(double[] frame) {
    copyRow(physics.sitePos(), graspSite, frame, FIRST_OBJECT);
    Quaternions.fromMatrix(physics.siteMat(), graspSite, frame, FIRST_OBJECT + QUATERNION);
  }

  @Override
  void readOwnInputs() {
    physics.sitePos().readRow(headSite, inputs.head);
    physics.sitePos().readRow(lowerRightSite, inputs.lowerRight);
    physics.sitePos().readRow(lowerLeftSite, inputs.lowerLeft);
    physics.sitePos().readRow(upperRightSite, inputs.upperRight);
    physics.sitePos().readRow(upperLeftSite, inputs.upperLeft);
  }

  static void rewardV2(PegInputs in, RewardOutcome out) {
    double toHand = Vectors.distance(in.object, in.tcp);
    double toHole = distanceToHole(in, in.head);
    double margin = distanceToHole(in, in.initialHead);
    boolean off = in.object[2] - LIFTED_HEIGHT > in.objectStart[2];
    boolean lifted = toHand < HELD_DISTANCE && in.opening > 0 && off;
    double inHole = Rewards.tolerance(toHole, 0, SUCCESS_DISTANCE, margin, Falloff.LONG_TAIL);
    double clearOfBox =
        Rewards.hamacherProduct(
            depth(in.head, in.upperRight, in.upperLeft),
            depth(in.head, in.lowerRight, in.lowerLeft));
    out.inPlaceReward = Rewards.hamacherProduct(inHole, clearOfBox);
    out.graspReward = lifted ? 1 : CAGING.reward(in);
    if (toHole <= SUCCESS_DISTANCE) {
      out.reward = 10;
    } else {
      out.reward =
          Rewards.hamacherProduct(out.graspReward, out.inPlaceReward)
              + (lifted ? 1 + 5 * out.inPlaceReward : 0);
    }
    out.success = toHole <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(toHand <= NEAR_DISTANCE);
    out.graspSuccess = asNumber(toHand < GRASPED_DISTANCE && in.opening > 0 && off);
    out.objectToTarget = toHole;
  }

  /** Distance to the target in the hole; deviations across the hole count twice. */
  private static double distanceToHole(PegInputs in, double[] point) {
    double x = point[0] - in.target[0];
    double y = 2 * (point[1] - in.target[1]);
    double z = 2 * (point[2] - in.target[2]);
    return Math.sqrt(x * x + y * y + z * z);
  }

  /**
   * Zero at one corner of a region and one at the other, in between the product of the fractions of
   * the way; one outside the region. It keeps the peg's head away from the box.
   */
  private static double depth(double[] point, double[] zero, double[] one) {
    double product = 1;
    for (int axis = 0; axis < 3; axis++) {
      double low = Math.min(zero[axis], one[axis]);
      double high = Math.max(zero[axis], one[axis]);
      if (point[axis] < low || point[axis] > high) {
        return 1;
      }
      product *= (point[axis] - zero[axis]) / (one[axis] - zero[axis]);
    }
    return product;
  }
}
