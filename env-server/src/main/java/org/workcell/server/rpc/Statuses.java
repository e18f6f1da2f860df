package org.workcell.server.rpc;

import io.grpc.Status;
import org.workcell.server.session.ErrorCode;

/** Codes of refusals as gRPC's. */
public final class Statuses {

  private Statuses() {}

  /** The status of the same name. */
  public static Status of(ErrorCode code) {
    return Status.Code.valueOf(code.name()).toStatus();
  }
}
