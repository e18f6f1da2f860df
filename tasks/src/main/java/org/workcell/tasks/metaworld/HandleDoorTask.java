package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Vectors;

/**
 * What the tasks share in which a safe's door is moved by its handle: the safe stands somewhere,
 * its door at a given angle, and the handle goes to a place relative to the safe.
 *
 * @param <I> the inputs of the task's reward formulas
 */
abstract class HandleDoorTask<I extends RewardInputs> extends MetaWorldTask<I> {

  private final double[] goalFromSafe;
  private final double[] startAngle;
  private final int safeBody;
  private final int handleGeom;
  private final int angleAddress;
  private final int angleVelocityAddress;

  /**
   * Makes the shared part of a task.
   *
   * @param goalFromSafe the handle's goal, relative to the safe
   * @param startAngle the door's angle at the start, in radians; shut is zero, open is negative
   */
  HandleDoorTask(
      TaskConfig<I> config,
      MetaWorldSettings settings,
      Physics physics,
      I inputs,
      double[] goalFromSafe,
      double startAngle) {
    super(config, settings, physics, inputs);
    this.goalFromSafe = goalFromSafe;
    this.startAngle = vector(startAngle);
    this.safeBody = physics.scene().body("door");
    this.handleGeom = physics.scene().geom("handle");
    this.angleAddress = physics.scene().positionAddress("doorjoint");
    this.angleVelocityAddress = physics.scene().velocityAddress("doorjoint");
  }

  /** What the configs of the tasks share. Context: position of the safe (3). */
  static <I extends RewardInputs> TaskConfig.Builder<I> config(
      String name, RewardVersions<I> rewards) {
    return TaskConfig.named(name, rewards)
        .scene("door.xml", "sawyer_door_pull.xml")
        .contexts(vector(0, 0.85, 0.15), vector(0.1, 0.95, 0.15));
  }

  @Override
  final void placeFixtures(double[] context) {
    moveBody(safeBody, context);
  }

  @Override
  final void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    Vectors.set(
        inputs.target,
        context[0] + goalFromSafe[0],
        context[1] + goalFromSafe[1],
        context[2] + goalFromSafe[2]);
    placeFixtures(context);
    setState(angleAddress, startAngle, angleVelocityAddress, 1);
    double[] handle = new double[3];
    physics.geomPos().readRow(handleGeom, handle);
    inputs.maximumDistance = Vectors.horizontalDistance(handle, inputs.target);
  }

  @Override
  final void readObjects(double[] frame) {
    copyRow(physics.geomPos(), handleGeom, frame, FIRST_OBJECT);
    Quaternions.fromMatrix(physics.geomMat(), handleGeom, frame, FIRST_OBJECT + QUATERNION);
  }

  /** The door's angle, in radians. */
  final double angle() {
    return physics.qpos().get(angleAddress);
  }
}
