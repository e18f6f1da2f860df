package org.workcell.sim.control;

import org.workcell.sim.physics.Model;

/** Makes the command filters of environments. Immutable and shared by any number of them. */
public interface CommandFilterFactory {

  /**
   * Names the filter and everything that its results depend on, in one line: equal exactly where
   * the same commands in the same states become the same commands. It goes into the spec, the
   * snapshots, the records and the manifest of what runs behind the filter.
   */
  String identity();

  /**
   * A filter for one environment.
   *
   * @param command what the numbers of a command mean
   * @param scene the model of the environment's scene, for names and sizes
   * @throws IllegalArgumentException if the filter does not fit the command or the scene
   */
  CommandFilter newFilter(CommandSpec command, Model scene);
}
