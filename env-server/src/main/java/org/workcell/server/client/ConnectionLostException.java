package org.workcell.server.client;

/** The server cannot be reached any more, or does not speak the protocol. */
public final class ConnectionLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what happened and what to do. */
  public ConnectionLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
