package org.workcell.tasks.metaworld;

import org.workcell.sim.physics.Physics;

/** A free body that owns the last joint of its scene, which has no name in some scenes. */
final class LastFreeBody {

  private static final int POSITION_SIZE = 7;
  private static final int VELOCITY_SIZE = 6;

  private final Physics physics;
  private final int body;
  private final int positionAddress;
  private final int velocityAddress;

  LastFreeBody(Physics physics, String bodyName) {
    this.physics = physics;
    this.body = physics.scene().body(bodyName);
    this.positionAddress = physics.scene().positionCount() - POSITION_SIZE;
    this.velocityAddress = physics.scene().velocityCount() - VELOCITY_SIZE;
  }

  int body() {
    return body;
  }

  /** Puts the body at a place, at rest, with the orientation that it has. */
  void place(double[] position) {
    physics.qpos().write(positionAddress, position);
    physics.qvel().fill(velocityAddress, VELOCITY_SIZE, 0);
    physics.forward();
  }
}
