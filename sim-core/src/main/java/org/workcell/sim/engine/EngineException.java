package org.workcell.sim.engine;

/**
 * The physics engine refused to go on: a broken model, a full stack, a state of the wrong size. The
 * message says what was wrong, what was expected and what to do. The physics concerned must be
 * reset or closed; the process is unharmed.
 */
public class EngineException extends RuntimeException {

  /** An error with its whole explanation. */
  public EngineException(String message) {
    super(message);
  }

  /** An error raised by native code. */
  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
