package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;

import org.workcell.sim.physics.Physics;
import org.workcell.sim.scene.SceneFiles;

/**
 * What the tasks share in which a safe's door is moved by its handle: the safe stands somewhere,
 * its door at a given angle, and the handle goes to a place relative to the safe.
 *
 * @param <I> the inputs of the task's reward formulas
 */
abstract class HandleDoorTask<I extends RewardInputs> extends MetaWorldTask<I> {

  static final SceneFiles SCENE = TaskSheet.scene("door.xml", "sawyer_door_pull.xml");
  static final Box HAND_LIMITS = new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5));

  /** Context: position of the safe (3). */
  static final Box CONTEXTS = new Box(vector(0, 0.85, 0.15), vector(0.1, 0.95, 0.15));

  private static final double NEAR_DISTANCE = 0.05;

  private final double[] goalFromSafe;
  private final double[] startAngle;
  private final int safeBody;
  private final int handleGeom;
  private final int goalSite;
  private final int angleAddress;
  private final int angleVelocityAddress;

  /**
   * Makes the shared part of a task.
   *
   * @param goalFromSafe the handle's goal, relative to the safe
   * @param startAngle the door's angle at the start, in radians; shut is zero, open is negative
   */
  HandleDoorTask(
      TaskSheet sheet,
      MetaWorldSettings settings,
      Physics physics,
      I inputs,
      RewardFormula<I> formula,
      double[] goalFromSafe,
      double startAngle) {
    super(sheet, settings, physics, inputs, formula);
    this.goalFromSafe = goalFromSafe;
    this.startAngle = vector(startAngle);
    this.safeBody = physics.scene().body("door");
    this.handleGeom = physics.scene().geom("handle");
    this.goalSite = physics.scene().site("goal");
    this.angleAddress = physics.scene().positionAddress("doorjoint");
    this.angleVelocityAddress = physics.scene().velocityAddress("doorjoint");
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
    moveSite(goalSite, inputs.target);
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

  /** The reward of version v1, given the handle's distance to its goal. */
  static double legacyReward(RewardInputs in, double handleToGoal) {
    double handToHandle = Vectors.distance(in.object, in.tcp);
    double progress =
        handToHandle < NEAR_DISTANCE ? Rewards.legacyProgress(handleToGoal, in.maximumDistance) : 0;
    return progress - handToHandle;
  }
}
