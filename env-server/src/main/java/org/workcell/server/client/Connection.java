package org.workcell.server.client;

import org.workcell.sim.wire.WireMessage;

/**
 * A client's connection to a server, over some transport. Calls are answered in order; {@code
 * docs/protocol.md} says which there are. Whoever makes a connection says {@code hello}: {@link
 * ServerInfo#hello}.
 *
 * <p>Used by one thread at a time. Methods throw {@link ConnectionLostException} where the server
 * cannot be reached any more; then every further call does.
 */
public interface Connection extends AutoCloseable {

  /** Sends a call; its answer must be received before that of any later call. */
  void send(WireMessage call);

  /** Waits for the answer to the oldest call without one, which may say that it was refused. */
  WireMessage receive();

  /**
   * Sends a call and waits for its answer.
   *
   * @throws ServerException if the server refuses the call
   */
  default WireMessage call(WireMessage call) {
    send(call);
    return Answers.requireDone(receive());
  }

  /**
   * Makes the memory in which this side sees the batches of a vector. Transports without shared
   * memory use {@link TensorLink}.
   */
  VectorLink link(OpenedVector opened);

  /** Ends the connection; the server frees the client's vectors. Idempotent. */
  @Override
  void close();
}
