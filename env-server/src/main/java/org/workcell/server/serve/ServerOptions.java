package org.workcell.server.serve;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.workcell.server.local.SharedMemory;
import org.workcell.server.session.HostOptions;
import org.workcell.sim.files.BadInputException;

/**
 * What a server is to do. Immutable; {@code with} methods return changed copies.
 *
 * @param listen at least one address
 * @param hosting workers, limits, token and assets
 * @param tls what clients on ports are shown and speak to; without it they speak in the clear
 * @param segmentFolder where batches of clients on this machine lie
 * @param idle how long a client may stay without a call; zero for as long as it likes
 * @param http where health and metrics are, over HTTP
 */
public record ServerOptions(
    List<ListenAddress> listen,
    HostOptions hosting,
    Optional<Tls> tls,
    Path segmentFolder,
    Duration idle,
    Optional<InetSocketAddress> http) {

  /**
   * A certificate and its key, in PEM files.
   *
   * @param certificate the chain
   * @param key PKCS #8
   */
  public record Tls(Path certificate, Path key) {}

  /**
   * Checks that nobody is served whom nobody knows.
   *
   * @throws BadInputException if an address can be reached from other machines and there is no
   *     token
   */
  public ServerOptions {
    listen = List.copyOf(listen);
    if (listen.isEmpty()) {
      throw new BadInputException("a server listens on at least one address; name one");
    }
    for (ListenAddress address : listen) {
      if (address instanceof ListenAddress.Tcp tcp
          && !tcp.isLoopback()
          && hosting.token().isEmpty()) {
        throw new BadInputException(
            "%s can be reached from other machines, so clients need a token; give --token-file"
                .formatted(tcp));
      }
    }
    if (idle.isNegative()) {
      throw new BadInputException("clients may idle 0 s or more, not " + idle.toSeconds());
    }
  }

  /** A server for clients of this machine and user. */
  public static ServerOptions local(Path socket) {
    return new ServerOptions(
        List.of(new ListenAddress.Unix(socket)),
        HostOptions.defaults(),
        Optional.empty(),
        SharedMemory.STANDARD_FOLDER,
        Duration.ZERO,
        Optional.empty());
  }

  /** A copy with other addresses. */
  public ServerOptions withListen(List<ListenAddress> addresses) {
    return new ServerOptions(addresses, hosting, tls, segmentFolder, idle, http);
  }

  /** A copy with other workers, limits, token and assets. */
  public ServerOptions withHosting(HostOptions other) {
    return new ServerOptions(listen, other, tls, segmentFolder, idle, http);
  }

  /** A copy whose ports speak TLS. */
  public ServerOptions withTls(Path certificate, Path key) {
    Optional<Tls> files = Optional.of(new Tls(certificate, key));
    return new ServerOptions(listen, hosting, files, segmentFolder, idle, http);
  }

  /** A copy with another folder for shared memory. */
  public ServerOptions withSegmentFolder(Path folder) {
    return new ServerOptions(listen, hosting, tls, folder, idle, http);
  }

  /** A copy with a limit for idle clients. */
  public ServerOptions withIdle(Duration limit) {
    return new ServerOptions(listen, hosting, tls, segmentFolder, limit, http);
  }

  /** A copy with health and metrics over HTTP. */
  public ServerOptions withHttp(InetSocketAddress address) {
    return new ServerOptions(listen, hosting, tls, segmentFolder, idle, Optional.of(address));
  }
}
