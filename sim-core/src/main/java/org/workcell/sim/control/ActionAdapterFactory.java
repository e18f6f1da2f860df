package org.workcell.sim.control;

import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.physics.Model;

/** Makes the action adapters of environments. Immutable and shared by any number of them. */
public interface ActionAdapterFactory {

  /**
   * Names the adapter and everything that its results depend on, in one line; see {@link
   * CommandFilterFactory#identity}.
   */
  String identity();

  /**
   * Checks whether the adapter makes sense before a task's controller.
   *
   * @param command what the numbers of the task's commands mean
   * @throws IllegalArgumentException if it does not
   */
  default void requireFits(CommandSpec command) {}

  /**
   * The actions that callers send in place of the task's own.
   *
   * @param taskAction the task's own action space
   * @throws IllegalArgumentException if the adapter does not fit it
   */
  BlockSpec actionSpace(BlockSpec taskAction);

  /**
   * An adapter for one environment.
   *
   * @param taskAction the task's own action space
   * @param scene the model of the environment's scene, for names and sizes
   */
  ActionAdapter newAdapter(BlockSpec taskAction, Model scene);
}
