package org.workcell.server.dmenv;

import com.google.rpc.Code;

/** A request is refused; nothing has changed, unless the message says so. */
final class RequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Code code;

  /** Says what was wrong and what is expected. */
  RequestException(Code code, String message) {
    super(message);
    this.code = code;
  }

  static RequestException invalid(String message) {
    return new RequestException(Code.INVALID_ARGUMENT, message);
  }

  static RequestException outOfRange(String message) {
    return new RequestException(Code.OUT_OF_RANGE, message);
  }

  static RequestException notFound(String message) {
    return new RequestException(Code.NOT_FOUND, message);
  }

  static RequestException precondition(String message) {
    return new RequestException(Code.FAILED_PRECONDITION, message);
  }

  Code code() {
    return code;
  }
}
