package org.workcell.server.rpc;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a port is served. Immutable; {@code with} methods return changed copies.
 *
 * @param address where it listens; port 0 stands for any that is free
 * @param tls certificate and key; plain text where absent
 * @param idleLimit a stream without a call for so long is ended, and a connection without streams;
 *     zero for no limit
 * @param mostStreams streams at the same time
 */
public record GrpcOptions(
    InetSocketAddress address, Optional<Tls> tls, Duration idleLimit, int mostStreams) {

  /**
   * Encryption.
   *
   * @param certificate the chain, PEM
   * @param key the private key, PEM, PKCS#8, without a password
   */
  public record Tls(Path certificate, Path key) {}

  /** Checks the numbers. */
  public GrpcOptions {
    if (idleLimit.isNegative() || mostStreams < 1) {
      throw new IllegalArgumentException(
          "the idle limit is 0 s or more and there is at least 1 stream, not %s and %d"
              .formatted(idleLimit, mostStreams));
    }
  }

  /** Plain text, no idle limit, 256 streams. */
  public static GrpcOptions at(InetSocketAddress address) {
    return new GrpcOptions(address, Optional.empty(), Duration.ZERO, 256);
  }

  /** A copy with encryption. */
  public GrpcOptions withTls(Path certificate, Path key) {
    return new GrpcOptions(address, Optional.of(new Tls(certificate, key)), idleLimit, mostStreams);
  }

  /** A copy with another idle limit. */
  public GrpcOptions withIdleLimit(Duration limit) {
    return new GrpcOptions(address, tls, limit, mostStreams);
  }

  /** A copy with another number of streams. */
  public GrpcOptions withMostStreams(int most) {
    return new GrpcOptions(address, tls, idleLimit, most);
  }
}
