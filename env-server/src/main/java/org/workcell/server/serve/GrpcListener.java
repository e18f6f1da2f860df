package org.workcell.server.serve;

import java.io.IOException;
import java.util.List;
import org.workcell.server.EventLog;
import org.workcell.server.Listener;
import org.workcell.server.dmenv.DmEnvService;
import org.workcell.server.rpc.EnvironmentsService;
import org.workcell.server.rpc.GrpcOptions;
import org.workcell.server.rpc.GrpcServer;
import org.workcell.server.session.Host;
import org.workcell.sim.files.BadInputException;

/**
 * A port with our service and dm_env_rpc's. The only class through which the rest of a server
 * reaches gRPC, so that none of gRPC is loaded where nobody listens on a port.
 */
final class GrpcListener implements Listener {

  private final GrpcServer server;
  private DmEnvService worlds;

  private GrpcListener(ListenAddress.Tcp address, ServerOptions options, Host host, EventLog log)
      throws IOException {
    GrpcOptions port = GrpcOptions.at(address.address()).withIdleLimit(options.idle());
    if (options.tls().isPresent()) {
      port = port.withTls(options.tls().get().certificate(), options.tls().get().key());
    }
    server =
        GrpcServer.start(
            host,
            port,
            streams -> {
              worlds = new DmEnvService(host, streams, log);
              return List.of(new EnvironmentsService(host, streams, log), worlds);
            });
  }

  /**
   * Listens.
   *
   * @throws BadInputException if the address cannot be used, or the certificate or its key cannot
   *     be read
   */
  static GrpcListener open(
      ListenAddress.Tcp address, ServerOptions options, Host host, EventLog log) {
    try {
      return new GrpcListener(address, options, host, log);
    } catch (IOException | IllegalArgumentException e) {
      throw new BadInputException(
          "the server cannot listen on %s (%s)".formatted(address.address(), because(e, options)));
    }
  }

  private static String because(Exception e, ServerOptions options) {
    String tls =
        options.tls().isPresent()
            ? "; the certificate %s and its key %s are PEM files, the key PKCS #8"
                .formatted(options.tls().get().certificate(), options.tls().get().key())
            : "";
    return (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()) + tls;
  }

  @Override
  public String address() {
    return server.address();
  }

  @Override
  public void stop() {
    server.stop();
  }

  @Override
  public void close() {
    server.close();
    worlds.close();
  }
}
