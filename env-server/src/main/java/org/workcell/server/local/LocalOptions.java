package org.workcell.server.local;

import java.time.Duration;

/**
 * How patient a listener is. Immutable; {@code with} methods return changed copies.
 *
 * @param hello how long a connection may take to its first call
 * @param message how long a message may take to arrive, and an answer to be read
 * @param idle how long a client may stay without a call; zero for as long as it likes
 * @param closing how long running calls may take when the listener is closed
 */
public record LocalOptions(Duration hello, Duration message, Duration idle, Duration closing) {

  /** Ten seconds to the first call, a minute for a message, no limit between calls. */
  public static LocalOptions defaults() {
    return new LocalOptions(
        Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ZERO, Duration.ofSeconds(10));
  }

  /** A copy with another limit between calls. */
  public LocalOptions withIdle(Duration limit) {
    return new LocalOptions(hello, message, limit, closing);
  }

  /** A copy with other limits for the first call and for a message. */
  public LocalOptions withHelloAndMessage(Duration helloLimit, Duration messageLimit) {
    return new LocalOptions(helloLimit, messageLimit, idle, closing);
  }
}
