package org.workcell.sim.wire;

/** Bytes from another process are not what the format says. The connection cannot be used on. */
public final class WireFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what was wrong and what was expected. */
  public WireFormatException(String message) {
    super(message);
  }
}
