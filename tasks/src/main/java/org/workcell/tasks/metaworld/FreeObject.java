package org.workcell.tasks.metaworld;

import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;

/**
 * The free joint of an object, which upstream leaves without a name: the first joint after those of
 * the robot.
 */
final class FreeObject {

  private static final String LAST_ROBOT_JOINT = "l_close";

  private static final int VELOCITIES = 6;

  private final Physics physics;
  private final int positionAddress;
  private final int velocityAddress;

  FreeObject(Physics physics) {
    Model scene = physics.scene();
    this.physics = physics;
    this.positionAddress = scene.positionAddress(LAST_ROBOT_JOINT) + 1;
    this.velocityAddress = scene.velocityAddress(LAST_ROBOT_JOINT) + 1;
  }

  /** Puts the object at a place, at rest, with the orientation that it has. */
  void place(double[] position) {
    place(position, VELOCITIES);
  }

  /**
   * Puts the object at a place, stops some of its velocities, and recomputes everything, as
   * upstream's {@code set_state}.
   *
   * @param pose position (3), and orientation quatWxyz (4) if it is to change
   * @param stopped how many of the velocities, linear before angular, become zero
   */
  void place(double[] pose, int stopped) {
    physics.qpos().write(positionAddress, pose);
    physics.qvel().fill(velocityAddress, stopped, 0);
    physics.forward();
  }
}
