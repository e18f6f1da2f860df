package org.workcell.sim.physics;

import org.workcell.sim.engine.EngineException;

/**
 * The simulation diverged or met a number that is not finite. Resetting it makes it usable again.
 */
public final class BadStateException extends EngineException {

  /** An error with its whole explanation. */
  public BadStateException(String message) {
    super(message);
  }
}
