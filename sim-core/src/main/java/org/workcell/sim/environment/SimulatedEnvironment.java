package org.workcell.sim.environment;

import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.physics.WorkerModel;

/**
 * An environment whose simulation is MuJoCo in this process, so that workers can share models among
 * environments, and renderers and parity tests can read the simulation.
 */
public interface SimulatedEnvironment extends Environment {

  /**
   * The simulated environment that an environment is.
   *
   * @throws IllegalArgumentException if its simulation is not MuJoCo in this process
   */
  static SimulatedEnvironment of(Environment environment) {
    if (environment instanceof SimulatedEnvironment simulated) {
      return simulated;
    }
    throw new IllegalArgumentException(
        "environment %s is not simulated by MuJoCo in this process; it has no physics to read"
            .formatted(environment.spec().id()));
  }

  /**
   * Simulates with a worker's model copy from now on. An environment that was never given one makes
   * its own at the first reset.
   */
  void useModel(WorkerModel model);

  /** What the running episode has changed in the model, appearance excepted. */
  ModelEdits copyModelEdits();

  /**
   * Replaces the model edits of the running episode, as a recording of it says; for parity tests.
   *
   * @throws IllegalStateException if there is no running episode
   */
  void useModelEdits(ModelEdits recorded);

  /**
   * Sets time, positions and velocities in the running episode, see {@link
   * org.workcell.sim.physics.GeneralizedState}, and writes what is observed then. The count of
   * steps goes on, and what the controller keeps stays as the task says.
   *
   * @throws IllegalArgumentException if the state does not fit; nothing has changed then
   * @throws IllegalStateException if there is no running episode, or the task takes no states
   */
  void setState(double[] state, BatchStorage storage, int row);

  /** Throws what {@link #setState} would; changes nothing. */
  void requireTakes(double[] state);

  /**
   * The simulation, with this environment's model edits in place until another environment uses the
   * same worker model; for rendering, inspection and parity tests.
   */
  Physics physics();

  /**
   * Takes over what an image of the simulation shows now, with the appearance of the episode and
   * what happens to its images; allocates nothing but with the first of an episode.
   */
  void captureView(ViewState target);
}
