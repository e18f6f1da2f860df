package org.workcell.sim.control;

import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.physics.Physics;

/**
 * Describes a controller without a scene, for the spec of a task, and makes it for environments.
 * Immutable and shared by any number of them.
 *
 * @param <C> the kind of controller
 */
public interface ControllerFactory<C extends Controller> {

  /** The actions that the controller reads. */
  BlockSpec actionSpace(String name, DataType type);

  /** The commands that it makes of them. */
  CommandSpec commandSpec();

  /**
   * A controller for one environment.
   *
   * @throws IllegalArgumentException if the scene lacks a name or an actuator is of another kind
   */
  C newController(Physics physics);
}
