package org.workcell.server.rpc;

/**
 * What answers the calls of one stream. Used by one thread at a time.
 *
 * @param <Q> a call
 * @param <A> an answer
 */
public interface Conversation<Q, A> extends AutoCloseable {

  /**
   * The answer to a call. A client's mistakes are answers, too; whatever is thrown ends the stream.
   * Memory that an answer refers to must hold until the next call.
   */
  A answer(Q call);

  /** Whether the client has shown that it may stay; streams of others end soon. */
  default boolean isWelcome() {
    return true;
  }

  /** The stream has ended, however it did. Called once. */
  @Override
  void close();
}
