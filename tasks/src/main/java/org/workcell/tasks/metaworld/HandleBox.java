package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;

import org.workcell.sim.physics.Physics;

/**
 * The handle that slides up and down in the front of the box {@code box}, of the handle scenes. It
 * stays where it is put: its joint is heavily damped and has no spring.
 */
final class HandleBox {

  private final Physics physics;
  private final int body;
  private final int gripSite;
  private final int goalSite;
  private final int leftFingertipSite;
  private final int positionAddress;
  private final int velocityAddress;

  /**
   * Finds the handle.
   *
   * @param gripSite site on the handle that the task observes
   * @param goalSite site on the box that marks where the handle has to be
   */
  HandleBox(Physics physics, String gripSite, String goalSite) {
    this.physics = physics;
    this.body = physics.scene().body("box");
    this.gripSite = physics.scene().site(gripSite);
    this.goalSite = physics.scene().site(goalSite);
    this.leftFingertipSite = physics.scene().site("leftEndEffector");
    // Upstream left the handle's joint without a name; it follows the last one of the gripper.
    this.positionAddress = physics.scene().positionAddress("l_close") + 1;
    this.velocityAddress = physics.scene().velocityAddress("l_close") + 1;
  }

  int body() {
    return body;
  }

  /** Puts the handle at a height, at rest; zero is the upper end of its way, in metres. */
  void place(double height) {
    physics.qpos().set(positionAddress, height);
    physics.qvel().fill(velocityAddress, 1, 0);
    physics.forward();
  }

  void readGrip(double[] position) {
    physics.sitePos().readRow(gripSite, position);
  }

  void readGoal(double[] position) {
    physics.sitePos().readRow(goalSite, position);
  }

  void readLeftFingertip(double[] position) {
    physics.sitePos().readRow(leftFingertipSite, position);
  }

  /** Writes the grip's position; upstream leaves the orientation at zeros. */
  void read(double[] frame) {
    MetaWorldTask.copyRow(physics.sitePos(), gripSite, frame, FIRST_OBJECT);
  }
}
