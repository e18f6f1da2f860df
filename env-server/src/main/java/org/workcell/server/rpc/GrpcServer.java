package org.workcell.server.rpc;

import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.workcell.server.Listener;
import org.workcell.server.session.Host;

/**
 * A port that speaks gRPC: our services, dm_env_rpc, and {@code grpc.health.v1.Health}.
 * Thread-safe. The only class that others need; no class of gRPC is loaded before it is used.
 */
public final class GrpcServer implements Listener {

  /** gRPC writes a stack trace for each message that is none; a client must not fill the log. */
  private static final Logger GRPC_LOG = Logger.getLogger("io.grpc");

  private static final long PING_SECONDS = 30;
  private static final long SHORTEST_CLIENT_PING_SECONDS = 10;
  private static final long LONGEST_HANDSHAKE_SECONDS = 10;
  private static final long THREAD_IDLE_SECONDS = 60;
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);
  private static final int MOST_METADATA_BYTES = 16 << 10;
  private static final int MOST_STREAMS_OF_A_CONNECTION = 128;
  private static final int WINDOW_BYTES = 1 << 20;

  private final InetSocketAddress address;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final int port;
  private final Server server;
  private final Streams streams;
  private final HealthStatusManager health;
  private final ExecutorService threads;

  private GrpcServer(
      InetSocketAddress address,
      Server server,
      Streams streams,
      HealthStatusManager health,
      ExecutorService threads) {
    this.address = address;
    this.port = server.getPort();
    this.server = server;
    this.streams = streams;
    this.health = health;
    this.threads = threads;
  }

  /**
   * Starts to listen.
   *
   * @param host whose token and limit of messages hold
   * @param services makes the services, over the streams of this port
   * @throws IOException if the address cannot be used, or the certificate or its key cannot be read
   */
  public static GrpcServer start(
      Host host, GrpcOptions options, Function<Streams, List<BindableService>> services)
      throws IOException {
    GRPC_LOG.setLevel(Level.OFF);
    Streams streams = new Streams(options.mostStreams(), options.idleLimit());
    HealthStatusManager health = new HealthStatusManager();
    ExecutorService threads = threads();
    try {
      NettyServerBuilder builder = builder(host, options).executor(threads);
      services.apply(streams).forEach(builder::addService);
      builder.addService(health.getHealthService());
      Server server = builder.build().start();
      health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
      return new GrpcServer(options.address(), server, streams, health, threads);
    } catch (IOException | RuntimeException e) {
      streams.close();
      threads.shutdownNow();
      throw e;
    }
  }

  private static ExecutorService threads() {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        THREAD_IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "workcell-grpc-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        },
        // After shutdown gRPC still tells streams that they have ended.
        (task, closed) -> task.run());
  }

  private static NettyServerBuilder builder(Host host, GrpcOptions options) throws IOException {
    long idle = options.idleLimit().isZero() ? Long.MAX_VALUE : options.idleLimit().toNanos();
    return NettyServerBuilder.forAddress(options.address(), credentials(options))
        .intercept(new TokenInterceptor(host.options().token()))
        .maxInboundMessageSize(host.options().limits().messageBytes())
        .maxInboundMetadataSize(MOST_METADATA_BYTES)
        .maxConcurrentCallsPerConnection(MOST_STREAMS_OF_A_CONNECTION)
        .initialFlowControlWindow(WINDOW_BYTES)
        .handshakeTimeout(LONGEST_HANDSHAKE_SECONDS, TimeUnit.SECONDS)
        .keepAliveTime(PING_SECONDS, TimeUnit.SECONDS)
        .keepAliveTimeout(PING_SECONDS, TimeUnit.SECONDS)
        .permitKeepAliveTime(SHORTEST_CLIENT_PING_SECONDS, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true)
        .maxConnectionIdle(idle, TimeUnit.NANOSECONDS);
  }

  private static ServerCredentials credentials(GrpcOptions options) throws IOException {
    if (options.tls().isEmpty()) {
      return InsecureServerCredentials.create();
    }
    GrpcOptions.Tls tls = options.tls().get();
    return TlsServerCredentials.create(tls.certificate().toFile(), tls.key().toFile());
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** Streams that are open. */
  public int streams() {
    return streams.count();
  }

  @Override
  public String address() {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  @Override
  public void stop() {
    if (!stopped.getAndSet(true)) {
      health.enterTerminalState();
    }
    server.shutdown();
    streams.stop();
  }

  @Override
  public void close() {
    stop();
    try {
      streams.stop(LONGEST_CLOSE);
      if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
        server.shutdownNow().awaitTermination(2, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    streams.close();
    threads.shutdown();
  }
}
