package org.workcell.sim.vector;

/** An environment of a vector in another program failed; the message is that of its cause. */
public final class RemoteFailureException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RemoteFailureException(String message) {
    super(message);
  }
}
