package org.workcell.sim.control;

import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StatePart;

/**
 * Gives actions another meaning before the controller reads them: a latched gripper, a discrete
 * choice, a change of frame. Belongs to one environment; one thread at a time; {@link #adapt}
 * allocates nothing.
 */
public interface ActionAdapter extends StatePart {

  /** A new episode begins. */
  void start(SeedStreams seeds);

  /**
   * Translates an action.
   *
   * @param given in the factory's action space; finite numbers
   * @param physics the state in which the action is about to be carried out; to be read only
   * @param action takes the action in the task's own action space
   */
  void adapt(double[] given, Physics physics, double[] action);
}
