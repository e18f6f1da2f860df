package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;

import org.workcell.sim.physics.Physics;

/**
 * What the tasks with the button box share: the box stands where the context says, and the button
 * goes towards the hole in it. A subclass says along which axis of the world.
 */
abstract class ButtonBoxTask extends MetaWorldTask<PressInputs> {

  /** From the button body's origin to its face, against the direction of pressing. */
  private static final double FACE_DISTANCE = 0.193;

  private final int boxBody;
  private final int buttonBody;
  private final int buttonStartSite;
  private final int holeSite;
  private final int leftFingertipSite;
  private final int positionAddress;
  private final int velocityAddress;

  ButtonBoxTask(TaskConfig<PressInputs> config, MetaWorldSettings settings, Physics physics) {
    super(config, settings, physics, new PressInputs());
    this.boxBody = physics.scene().body("box");
    this.buttonBody = physics.scene().body("button");
    this.buttonStartSite = physics.scene().site("buttonStart");
    this.holeSite = physics.scene().site("hole");
    this.leftFingertipSite = physics.scene().site("leftEndEffector");
    this.positionAddress = physics.scene().positionAddress("btnbox_joint");
    this.velocityAddress = physics.scene().velocityAddress("btnbox_joint");
  }

  /** Context: position of the box (3). */
  @Override
  final void placeFixtures(double[] context) {
    moveBody(boxBody, context);
  }

  /** Puts the box to its place with the button out, and computes where everything is. */
  final void arrangeWithButtonOut(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    placeFixtures(context);
    setState(positionAddress, new double[1], velocityAddress, 1);
  }

  /** Puts the box to its place with the button as it is, and computes where everything is. */
  final void arrangeWithButtonAsIs(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    placeFixtures(context);
    physics.forward();
  }

  /** The hole is the target; reads it, and how far it is for the button along an axis. */
  final void aimAtHole(int axis) {
    physics.sitePos().readRow(holeSite, inputs.target);
    inputs.travel = startDistance(axis);
  }

  /** Distance of the hole from where the button's face starts, along an axis. */
  final double startDistance(int axis) {
    return Math.abs(inputs.target[axis] - physics.sitePos().get(buttonStartSite, axis));
  }

  /** Writes the button's face, which looks to -y. */
  final void readButtonInFront(double[] frame) {
    readButton(frame);
    frame[FIRST_OBJECT + 1] -= FACE_DISTANCE;
  }

  /** Writes the button's face, which looks up. */
  final void readButtonOnTop(double[] frame) {
    readButton(frame);
    frame[FIRST_OBJECT + 2] += FACE_DISTANCE;
  }

  private void readButton(double[] frame) {
    copyRow(physics.bodyPos(), buttonBody, frame, FIRST_OBJECT);
    copyRow(physics.bodyQuat(), buttonBody, frame, FIRST_OBJECT + QUATERNION);
  }

  @Override
  final void readOwnInputs() {
    physics.sitePos().readRow(leftFingertipSite, inputs.leftFingertip);
  }
}
