package org.workcell.sim.physics;

import org.workcell.mujoco.global.MuJoCo;

/**
 * The forces that would bring about given accelerations of a simulation. One thread at a time, that
 * of the simulation.
 */
public final class InverseDynamics {

  private static final int SPATIAL = 6;

  private final Physics physics;

  /** For a simulation. */
  public InverseDynamics(Physics physics) {
    this.physics = physics;
  }

  /**
   * Recomputes the forces that would bring about the accelerations in {@code qacc} at the present
   * positions and velocities, into {@code qfrc_inverse}, and the accelerations of all bodies.
   */
  public void compute() {
    physics.enter();
    try {
      MuJoCo.mj_inverse(physics.modelHandle(), physics.dataHandle());
      MuJoCo.mj_rnePostConstraint(physics.modelHandle(), physics.dataHandle());
    } catch (RuntimeException e) {
      throw physics.refused(e);
    } finally {
      physics.leave();
    }
  }

  /**
   * How a body moves, as of the last {@link #compute}, in the axes of its frame and at that frame's
   * origin.
   *
   * @param velocity receives rotation, rad/s, then translation, m/s: 6 numbers
   * @param acceleration receives the same of the acceleration, minus gravity
   */
  public void readBodyMotion(int body, double[] velocity, double[] acceleration) {
    physics.enter();
    try {
      physics.requireIndex("body", body, physics.bodyPos().size() / 3);
      if (velocity.length != SPATIAL || acceleration.length != SPATIAL) {
        throw new IllegalArgumentException(
            "velocity and acceleration of a body have 6 numbers, not %d and %d"
                .formatted(velocity.length, acceleration.length));
      }
      MuJoCo.mj_objectVelocity(
          physics.modelHandle(), physics.dataHandle(), MuJoCo.mjOBJ_XBODY, body, velocity, 1);
      MuJoCo.mj_objectAcceleration(
          physics.modelHandle(), physics.dataHandle(), MuJoCo.mjOBJ_XBODY, body, acceleration, 1);
    } finally {
      physics.leave();
    }
  }
}
