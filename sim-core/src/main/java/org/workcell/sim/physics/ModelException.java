package org.workcell.sim.physics;

import org.workcell.sim.engine.EngineException;

/** A scene could not be loaded or compiled. The message carries the engine's own explanation. */
public final class ModelException extends EngineException {

  /** An error with its whole explanation. */
  public ModelException(String message) {
    super(message);
  }
}
