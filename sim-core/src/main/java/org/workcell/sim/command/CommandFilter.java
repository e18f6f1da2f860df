package org.workcell.sim.command;

import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StatePart;

/**
 * Changes commands on their way to the physics: delay, noise, a delta action. Belongs to one
 * environment; one thread at a time; {@link #apply} allocates nothing.
 */
public interface CommandFilter extends StatePart {

  /** A new episode begins. */
  void start(SeedStreams seeds);

  /** Changes a command in place. */
  void apply(double[] command);
}
