package org.workcell.server.client;

import java.util.Locale;
import org.workcell.server.session.ErrorCode;

/** A server refuses a call; nothing has changed there. The message is the server's. */
public final class ServerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  ServerException(String label, String message) {
    super(message);
    ErrorCode found = ErrorCode.INTERNAL;
    for (ErrorCode each : ErrorCode.values()) {
      if (each.name().equals(label.toUpperCase(Locale.ROOT))) {
        found = each;
      }
    }
    code = found;
  }

  /** Why. */
  public ErrorCode code() {
    return code;
  }

  /** The exception that a vector in this process would throw. */
  RuntimeException asLocal() {
    return switch (code) {
      case INVALID_ARGUMENT, NOT_FOUND -> new IllegalArgumentException(getMessage(), this);
      case FAILED_PRECONDITION -> new IllegalStateException(getMessage(), this);
      default -> this;
    };
  }
}
