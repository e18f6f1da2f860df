package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Vectors;

/**
 * What the tasks share in which the lever of a safe's lock is turned: the safe stands somewhere,
 * and the lever's end goes to a place relative to the lever's pivot.
 */
abstract class DoorLatchTask extends MetaWorldTask<RewardInputs> {

  private static final double[] HAND_LOW = {-0.5, 0.4, -0.15};
  private static final double[] HAND_HIGH = {0.5, 1.0, 0.5};

  static final double SUCCESS_DISTANCE = 0.02;
  static final double NEAR_DISTANCE = 0.05;

  /** Weights of x, y and z in the distance between hand and lever. */
  private static final double[] REACH_WEIGHTS = {0.25, 1, 0.5};

  private final double[] goalFromPivot;
  private final int safeBody;
  private final int doorBody;
  private final int leverBody;
  private final int leverEndSite;

  /**
   * Makes the shared part of a task.
   *
   * @param leverEnd name of the site at the lever's end
   * @param goalFromPivot the goal of the lever's end, relative to its pivot
   */
  DoorLatchTask(
      TaskConfig<RewardInputs> config,
      MetaWorldSettings settings,
      Physics physics,
      String leverEnd,
      double[] goalFromPivot) {
    super(config, settings, physics, new RewardInputs());
    this.goalFromPivot = goalFromPivot;
    this.safeBody = physics.scene().body("door");
    this.doorBody = physics.scene().body("door_link");
    this.leverBody = physics.scene().body("lock_link");
    this.leverEndSite = physics.scene().site(leverEnd);
  }

  /** What the configs of the tasks share. Context: position of the safe (3). */
  static TaskConfig.Builder<RewardInputs> config(
      String name, RewardVersions<RewardInputs> rewards) {
    return TaskConfig.named(name, rewards)
        .scene("door_lock.xml", "sawyer_door_lock.xml")
        .handStartFloat32(0, 0.6, 0.2)
        .handLimits(HAND_LOW, HAND_HIGH)
        .contexts(vector(-0.1, 0.8, 0.15), vector(0.1, 0.85, 0.15));
  }

  @Override
  final void placeFixtures(double[] context) {
    moveBody(safeBody, context);
  }

  @Override
  final void arrange(double[] context) {
    placeFixtures(context);
    placeLever();
    refreshUnlessCompat();
    readLiveViews();
    double[] pivot = inputs.objectStart;
    Vectors.set(
        inputs.target,
        pivot[0] + goalFromPivot[0],
        pivot[1] + goalFromPivot[1],
        pivot[2] + goalFromPivot[2]);
    inputs.maximumDistance = Vectors.distance(inputs.target, pivot);
  }

  /** Brings the lever to where it starts. */
  abstract void placeLever();

  /** Upstream's start of the object is a view of the lever's pivot. */
  @Override
  final void readLiveViews() {
    physics.bodyPos().readRow(leverBody, inputs.objectStart);
  }

  @Override
  final void readObjects(double[] frame) {
    copyRow(physics.sitePos(), leverEndSite, frame, FIRST_OBJECT);
    copyRow(physics.bodyQuat(), doorBody, frame, FIRST_OBJECT + QUATERNION);
  }

  /** A distance that counts least along the lever, where it does not matter much. */
  static double reach(double x, double y, double z) {
    double weightedX = REACH_WEIGHTS[0] * x;
    double weightedY = REACH_WEIGHTS[1] * y;
    double weightedZ = REACH_WEIGHTS[2] * z;
    return Math.sqrt(weightedX * weightedX + weightedY * weightedY + weightedZ * weightedZ);
  }
}
