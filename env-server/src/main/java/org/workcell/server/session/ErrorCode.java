package org.workcell.server.session;

import java.util.Locale;

/** Why a call was refused. Names follow gRPC's status codes. */
public enum ErrorCode {
  INVALID_ARGUMENT,
  NOT_FOUND,
  FAILED_PRECONDITION,
  RESOURCE_EXHAUSTED,
  UNAUTHENTICATED,
  UNAVAILABLE,
  INTERNAL;

  /** The name in messages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
