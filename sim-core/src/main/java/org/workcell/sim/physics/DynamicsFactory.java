package org.workcell.sim.physics;

import org.workcell.sim.engine.Engine;

/** Makes the {@link Dynamics} of simulations. Any thread. */
public interface DynamicsFactory {

  /** Which engine it is; its name is that of its provider. */
  Engine.Identity identity();

  /**
   * What moves the joints of one simulation.
   *
   * @param model the compiled model, with the changes that the simulation has at this moment; later
   *     ones do not reach the other engine
   * @throws IllegalArgumentException naming what the model has and the engine has not
   */
  Dynamics newDynamics(Model model);
}
