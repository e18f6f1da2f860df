package org.workcell.server.rpc;

import io.grpc.Context;

/**
 * Who opened a stream.
 *
 * @param peer its address, for logs
 * @param knowsToken whether it sent the server's token with the stream, or the server has none
 */
public record Caller(String peer, boolean knowsToken) {

  static final Context.Key<Caller> KEY = Context.key("workcell.caller");

  /** Who opened the stream whose method gRPC runs on this thread. */
  public static Caller current() {
    Caller caller = KEY.get();
    return caller == null ? new Caller("unknown", false) : caller;
  }
}
