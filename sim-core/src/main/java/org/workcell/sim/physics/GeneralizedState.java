package org.workcell.sim.physics;

/**
 * Time, positions and velocities of a simulation as one vector: seconds, qpos, qvel, in the order
 * in which robosuite flattens a state. Controls and what the solver keeps are not part of it.
 */
public final class GeneralizedState {

  private GeneralizedState() {}

  /** Length of the vector. */
  public static int size(Physics physics) {
    return 1 + physics.qpos().size() + physics.qvel().size();
  }

  /** The present one, in a new array. */
  public static double[] read(Physics physics) {
    double[] state = new double[size(physics)];
    double[] positions = physics.qpos().toArray();
    double[] velocities = physics.qvel().toArray();
    state[0] = physics.time().get(0);
    System.arraycopy(positions, 0, state, 1, positions.length);
    System.arraycopy(velocities, 0, state, 1 + positions.length, velocities.length);
    return state;
  }

  /**
   * Writes time, positions and velocities, and recomputes nothing.
   *
   * @throws IllegalArgumentException if the length is another one, a number is not finite or the
   *     time is negative; nothing has changed then
   */
  public static void write(Physics physics, double[] state) {
    requireValid(physics, state);
    double[] positions = new double[physics.qpos().size()];
    double[] velocities = new double[physics.qvel().size()];
    System.arraycopy(state, 1, positions, 0, positions.length);
    System.arraycopy(state, 1 + positions.length, velocities, 0, velocities.length);
    physics.time().set(0, state[0]);
    physics.qpos().write(0, positions);
    physics.qvel().write(0, velocities);
  }

  /**
   * Checks a state and changes nothing.
   *
   * @throws IllegalArgumentException as {@link #write}
   */
  public static void requireValid(Physics physics, double[] state) {
    if (state.length != size(physics)) {
      throw new IllegalArgumentException(
          "a state of this scene has %d numbers (time, %d positions, %d velocities), not %d"
              .formatted(
                  size(physics), physics.qpos().size(), physics.qvel().size(), state.length));
    }
    for (int i = 0; i < state.length; i++) {
      if (!Double.isFinite(state[i])) {
        throw new IllegalArgumentException(
            "number %d of a state is %s; expected a finite one".formatted(i, state[i]));
      }
    }
    if (state[0] < 0) {
      throw new IllegalArgumentException(
          "a state begins with the time, and %s is negative".formatted(state[0]));
    }
  }
}
