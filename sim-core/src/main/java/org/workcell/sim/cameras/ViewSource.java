package org.workcell.sim.cameras;

import org.workcell.sim.physics.ViewState;

/**
 * Environments that are drawn by other threads than those that simulate them: each keeps what a
 * image of it shows, captured by its own worker after each call.
 *
 * <p>Read by the thread that owns the environments, while none is under way.
 */
public interface ViewSource {

  /** How many environments there are. */
  int count();

  /** From now on captures what images show. Idempotent. */
  void captureViews();

  /**
   * An environment as its row shows it; its scene is null, or closed, where nothing has been
   * simulated yet.
   */
  ViewState shown(int environment);

  /** The last state of the episode that ended in a step which started another. */
  ViewState last(int environment);
}
