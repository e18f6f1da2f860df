package org.workcell.sim.rendering;

/**
 * An image cannot be drawn on this machine or with these settings. The message says what was wrong,
 * what was expected and what to do; the process is unharmed.
 */
public final class RenderingException extends RuntimeException {

  /** An error with its whole explanation. */
  public RenderingException(String message) {
    super(message);
  }

  /** An error raised by native code. */
  public RenderingException(String message, Throwable cause) {
    super(message, cause);
  }
}
