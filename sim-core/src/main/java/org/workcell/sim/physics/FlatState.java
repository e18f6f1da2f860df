package org.workcell.sim.physics;

/**
 * The state of a simulation as data sets of robosuite, robomimic and LIBERO hold it: time in
 * seconds, joint positions, joint velocities; 1 + nq + nv numbers. Less than {@link
 * Physics#readState}, which also has what a simulation needs to go on to the bit.
 */
public final class FlatState {

  private FlatState() {}

  /** How many numbers the state of a scene has. */
  public static int size(Model scene) {
    return 1 + scene.positionCount() + scene.velocityCount();
  }

  /** The state now. */
  public static double[] read(Physics physics) {
    double[] state = new double[size(physics.scene())];
    double[] qpos = physics.qpos().toArray();
    double[] qvel = physics.qvel().toArray();
    state[0] = physics.time().get(0);
    System.arraycopy(qpos, 0, state, 1, qpos.length);
    System.arraycopy(qvel, 0, state, 1 + qpos.length, qvel.length);
    return state;
  }

  /**
   * Brings a simulation into a state and recomputes what derives from it.
   *
   * @throws IllegalArgumentException if it is of another scene, or a number is not finite
   */
  public static void write(Physics physics, double[] state) {
    Model scene = physics.scene();
    if (state.length != size(scene)) {
      throw new IllegalArgumentException(
          "a state of %d numbers is none of scene %s, whose states have %d"
              .formatted(state.length, scene.name(), size(scene)));
    }
    for (int i = 0; i < state.length; i++) {
      if (!Double.isFinite(state[i])) {
        throw new IllegalArgumentException(
            "number %d of a state is %s; expected a finite one".formatted(i, state[i]));
      }
    }
    double[] qpos = new double[scene.positionCount()];
    double[] qvel = new double[scene.velocityCount()];
    System.arraycopy(state, 1, qpos, 0, qpos.length);
    System.arraycopy(state, 1 + qpos.length, qvel, 0, qvel.length);
    physics.time().set(0, state[0]);
    physics.qpos().write(0, qpos);
    physics.qvel().write(0, qvel);
    physics.forward();
  }
}
