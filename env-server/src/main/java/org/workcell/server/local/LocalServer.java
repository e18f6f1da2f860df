package org.workcell.server.local;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import jdk.net.ExtendedSocketOptions;
import org.workcell.server.EventLog;
import org.workcell.server.Listener;
import org.workcell.server.session.ErrorCode;
import org.workcell.server.session.Host;
import org.workcell.sim.files.BadInputException;

/**
 * Serves clients on this machine, of this user, over a Unix socket: a thread for each client, so
 * that none waits for another.
 */
public final class LocalServer implements Listener {

  /** Connections that have not said anything yet, above the clients that a host allows. */
  private static final int MOST_SILENT = 64;

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final SocketFile socket;
  private final Host host;
  private final SharedMemory memory;
  private final LocalOptions options;
  private final EventLog log;
  private final UserPrincipal user;
  private final Set<LocalClient> clients = ConcurrentHashMap.newKeySet();
  private final AtomicLong numbers = new AtomicLong();
  private final Thread accepting = new Thread(this::accept, "workcell-accept");
  private final Thread watching = new Thread(this::watch, "workcell-watch");
  private volatile boolean stopping;
  private volatile boolean closed;

  private LocalServer(
      SocketFile socket, Host host, SharedMemory memory, LocalOptions options, EventLog log)
      throws IOException {
    this.socket = socket;
    this.host = host;
    this.memory = memory;
    this.options = options;
    this.log = log;
    this.user = Files.getOwner(Path.of("/proc/self"));
  }

  /**
   * Listens.
   *
   * @param path of the socket; a stale one is replaced
   * @param memory where batches lie
   * @throws org.workcell.sim.files.BadInputException if a server listens there, or the path cannot
   *     be used, or this Java cannot tell who connects
   */
  public static LocalServer open(
      Path path, Host host, SharedMemory memory, LocalOptions options, EventLog log) {
    requirePeers();
    SocketFile socket = SocketFile.listen(path);
    try {
      LocalServer server = new LocalServer(socket, host, memory, options, log);
      server.accepting.setDaemon(true);
      server.watching.setDaemon(true);
      server.accepting.start();
      server.watching.start();
      return server;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw new IllegalStateException("the server cannot listen on unix:" + path, e);
    }
  }

  /** Small runtimes that jlink makes may lack what says which user connects. */
  private static void requirePeers() {
    if (ModuleLayer.boot().findModule("jdk.net").isEmpty()) {
      throw new BadInputException(
          "this Java has no module jdk.net, which says which user connects to a socket; use a"
              + " complete Java runtime, or add the module to yours");
    }
  }

  @Override
  public String address() {
    return "unix:" + socket.path();
  }

  private void accept() {
    ServerSocketChannel channel = socket.channel();
    while (!stopping) {
      try {
        welcome(channel.accept());
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException | RuntimeException | Error e) {
        // Too many files or threads: those that end make room.
        log.error("accept_failed", "", "because", e.toString());
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** Serves a connection, or closes it: no client waits for a server that knows nothing of it. */
  private void welcome(SocketChannel accepted) throws IOException {
    boolean served = false;
    try {
      if (isWelcome(accepted)) {
        start(accepted);
        served = true;
      }
    } finally {
      if (!served) {
        accepted.close();
      }
    }
  }

  private boolean isWelcome(SocketChannel accepted) throws IOException {
    UserPrincipal peer = accepted.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    if (!peer.equals(user)) {
      log.warn("refused", "", "because", "user %s is not %s".formatted(peer, user));
      return false;
    }
    return true;
  }

  private void start(SocketChannel accepted) {
    String name = "unix-" + numbers.incrementAndGet();
    LocalClient client = new LocalClient(this, name, accepted);
    if (clients.size() >= host.options().limits().clients() + MOST_SILENT) {
      client.refuse(ErrorCode.RESOURCE_EXHAUSTED, "the server has too many connections; try later");
      return;
    }
    clients.add(client);
    client.start();
    if (stopping) {
      client.stop();
    }
  }

  private void watch() {
    while (!closed) {
      LockSupport.parkNanos(PAUSE.toNanos());
      long now = System.nanoTime();
      clients.forEach(client -> client.check(now));
    }
  }

  Host host() {
    return host;
  }

  SharedMemory memory() {
    return memory;
  }

  LocalOptions options() {
    return options;
  }

  EventLog log() {
    return log;
  }

  void left(LocalClient client) {
    clients.remove(client);
  }

  @Override
  public void stop() {
    stopping = true;
    socket.close();
    clients.forEach(LocalClient::stop);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    stop();
    long end = System.nanoTime() + options.closing().toNanos();
    List<LocalClient> left = List.copyOf(clients);
    left.forEach(client -> client.await(end));
    left.forEach(LocalClient::cut);
    // A call that still runs uses memory that is freed next. It ends: what is stuck is given up.
    left.forEach(LocalClient::awaitEnd);
    closed = true;
    LockSupport.unpark(watching);
    join(accepting);
    join(watching);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
