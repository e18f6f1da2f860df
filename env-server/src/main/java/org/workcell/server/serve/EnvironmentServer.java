package org.workcell.server.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.workcell.server.EventLog;
import org.workcell.server.Listener;
import org.workcell.server.local.LocalOptions;
import org.workcell.server.local.LocalServer;
import org.workcell.server.local.SharedMemory;
import org.workcell.server.session.Host;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.task.TaskRegistry;

/**
 * A server that runs: it serves from the moment it exists until it is closed. Thread-safe. Closing
 * lets running calls finish, for a limited time, and leaves no socket, segment or thread.
 */
public final class EnvironmentServer implements AutoCloseable {

  private final ServerOptions options;
  private final EventLog log;
  private final Host host;
  private final SharedMemory memory;
  private final List<Listener> listeners = new ArrayList<>();
  private final HttpEndpoint http;
  private volatile boolean ready;
  private boolean closed;

  private EnvironmentServer(TaskRegistry registry, ServerOptions options, EventLog log) {
    this.options = options;
    this.log = log;
    this.memory = SharedMemory.in(options.segmentFolder(), log);
    this.host = new Host(registry, options.hosting());
    try {
      int removed = memory.removeLeftovers();
      if (removed > 0) {
        log.info("leftovers_removed", "", "files", removed);
      }
      options.listen().forEach(address -> listeners.add(listen(address)));
      this.http =
          options
              .http()
              .map(address -> new HttpEndpoint(address, new Metrics(host, memory), () -> ready))
              .orElse(null);
    } catch (RuntimeException e) {
      listeners.forEach(Listener::close);
      host.close();
      throw e;
    }
  }

  /**
   * Starts a server.
   *
   * @throws BadInputException if an address cannot be used
   */
  public static EnvironmentServer start(
      TaskRegistry registry, ServerOptions options, EventLog log) {
    EnvironmentServer server = new EnvironmentServer(registry, options, log);
    server.ready = true;
    log.info(
        "listening",
        "",
        "addresses",
        server.addresses(),
        "workers",
        options.hosting().workers().workers(),
        "max_envs",
        options.hosting().limits().environments());
    return server;
  }

  private Listener listen(ListenAddress address) {
    if (address instanceof ListenAddress.Tcp port) {
      return GrpcListener.open(port, options, host, log);
    }
    LocalOptions patience = LocalOptions.defaults().withIdle(options.idle());
    return LocalServer.open(((ListenAddress.Unix) address).path(), host, memory, patience, log);
  }

  /** Where it listens, with the real ports. */
  public List<String> addresses() {
    return listeners.stream().map(Listener::address).toList();
  }

  /** Where health and metrics are, as a URL. */
  public Optional<String> http() {
    return Optional.ofNullable(http).map(HttpEndpoint::url);
  }

  /** Number of clients that are connected. */
  public int clients() {
    return host.metrics().clients();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    ready = false;
    log.info("stopping", "", "clients", clients());
    listeners.forEach(Listener::stop);
    listeners.forEach(Listener::close);
    host.close();
    if (http != null) {
      http.close();
    }
    log.info("stopped", "");
  }
}
