package org.workcell.server.rpc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.workcell.server.EventLog;
import org.workcell.server.client.GrpcConnection;
import org.workcell.server.client.ServerInfo;
import org.workcell.server.local.FaultySuite;
import org.workcell.server.session.Host;
import org.workcell.server.session.HostOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;

/** A server of our service on a free port of this machine. */
final class GrpcFixture implements AutoCloseable {

  private static final int MOST_BYTES = 256 << 20;

  final FaultySuite suite = new FaultySuite();
  final EventLog log = new EventLog(System.err, EventLog.Level.ERROR);
  final Host host;
  final GrpcServer server;

  GrpcFixture() {
    this(HostOptions.defaults(), options -> options);
  }

  GrpcFixture(HostOptions hosting, UnaryOperator<GrpcOptions> changes) {
    host = new Host(new TaskRegistry(List.of(suite)), hosting.withWorkers(PoolOptions.of(2)));
    GrpcOptions options = GrpcOptions.at(new InetSocketAddress("127.0.0.1", 0));
    try {
      server =
          GrpcServer.start(
              host,
              changes.apply(options),
              streams -> List.of(new EnvironmentsService(host, streams, log)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection that has said hello. */
  GrpcConnection connect() {
    GrpcConnection connection = GrpcConnection.to("127.0.0.1", server.port());
    ServerInfo.hello(connection, Optional.empty(), "test");
    return connection;
  }

  ManagedChannel channel() {
    return NettyChannelBuilder.forAddress("127.0.0.1", server.port())
        .usePlaintext()
        .maxInboundMessageSize(MOST_BYTES)
        .build();
  }

  /** Waits for something to become true. */
  static void becomes(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what + " did not happen in 20 s");
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() {
    server.close();
    host.close();
    log.close();
  }
}
