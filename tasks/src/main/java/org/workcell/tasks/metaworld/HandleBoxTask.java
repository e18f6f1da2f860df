package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;

import org.workcell.sim.physics.Physics;

/**
 * What the handle tasks share: the handle slides up and down in the front of a box. It stays where
 * it is put: its joint is heavily damped and has no spring. The context is the box's position (3).
 */
abstract class HandleBoxTask extends MetaWorldTask<HandleInputs> {

  private final int boxBody;
  private final int gripSite;
  private final int goalSite;
  private final int leftFingertipSite;
  private final int positionAddress;
  private final int velocityAddress;

  /**
   * Makes the shared part of a task.
   *
   * @param gripSite site on the handle that the task observes
   */
  HandleBoxTask(
      TaskConfig<HandleInputs> config,
      MetaWorldSettings settings,
      Physics physics,
      String gripSite) {
    super(config, settings, physics, new HandleInputs());
    this.boxBody = physics.scene().body("box");
    this.gripSite = physics.scene().site(gripSite);
    this.goalSite = physics.scene().site(config.goalMarker().name());
    this.leftFingertipSite = physics.scene().site("leftEndEffector");
    // Upstream left the handle's joint without a name; it follows the last one of the gripper.
    this.positionAddress = physics.scene().positionAddress("l_close") + 1;
    this.velocityAddress = physics.scene().velocityAddress("l_close") + 1;
  }

  @Override
  final void placeFixtures(double[] context) {
    moveBody(boxBody, context);
  }

  /** Puts the handle at a height, at rest; zero is the upper end of its way, in metres. */
  final void place(double height) {
    physics.qpos().set(positionAddress, height);
    physics.qvel().fill(velocityAddress, 1, 0);
    physics.forward();
  }

  /** Reads the observed point of the handle. */
  final void readGrip(double[] position) {
    physics.sitePos().readRow(gripSite, position);
  }

  /** Reads where that point has to be, which is marked on the box. */
  final void readGoal(double[] position) {
    physics.sitePos().readRow(goalSite, position);
  }

  /** Upstream leaves the orientation of the grip at zeros. */
  @Override
  final void readObjects(double[] frame) {
    copyRow(physics.sitePos(), gripSite, frame, FIRST_OBJECT);
  }

  @Override
  final void readOwnInputs() {
    physics.sitePos().readRow(leftFingertipSite, inputs.leftFingertip);
  }
}
