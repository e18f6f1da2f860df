package org.workcell.server.session;

/** A call is refused; nothing has changed. */
public final class CallException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /** Says what was wrong, what was expected and what to do. */
  public CallException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  /** Why. */
  public ErrorCode code() {
    return code;
  }
}
