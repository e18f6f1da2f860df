package org.workcell.sim.control;

import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StatePart;

/**
 * Changes commands on their way to the physics: delay, noise, a delta action. Belongs to one
 * environment; one thread at a time; {@link #apply} allocates nothing.
 */
public interface CommandFilter extends StatePart {

  /** A new episode begins. */
  void start(SeedStreams seeds);

  /**
   * Changes a command in place.
   *
   * @param command in the components and units of the {@link CommandSpec}
   * @param physics the state in which the command is about to be carried out; to be read only
   */
  void apply(double[] command, Physics physics);
}
