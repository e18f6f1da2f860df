package org.workcell.sim.control;

import org.workcell.sim.physics.Model;

/** Makes the actuator stages of environments. Immutable and shared by any number of them. */
public interface ActuatorStageFactory {

  /**
   * Names the stage and everything that its results depend on, in one line; see {@link
   * CommandFilterFactory#identity}.
   */
  String identity();

  /**
   * A stage for one environment.
   *
   * @param scene the model of the environment's scene, for names and sizes
   * @throws IllegalArgumentException if the stage does not fit the scene
   */
  ActuatorStage newStage(Model scene);
}
