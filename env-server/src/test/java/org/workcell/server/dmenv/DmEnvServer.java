package org.workcell.server.dmenv;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.workcell.server.EventLog;
import org.workcell.server.rpc.GrpcOptions;
import org.workcell.server.rpc.GrpcServer;
import org.workcell.server.session.Host;
import org.workcell.server.session.HostOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;

/** A server of dm_env_rpc on a free port of this machine, and its clients. */
final class DmEnvServer implements AutoCloseable {

  private static final int MOST_BYTES = 64 << 20;

  private final EventLog log = new EventLog(System.err, EventLog.Level.ERROR);
  final Host host;
  final GrpcServer server;
  DmEnvService service;
  final ManagedChannel channel;
  private final List<DmEnvClient> clients = new ArrayList<>();

  DmEnvServer(TaskRegistry tasks) {
    this(tasks, HostOptions.defaults(), Duration.ofMillis(200), Duration.ofMillis(400));
  }

  DmEnvServer(TaskRegistry tasks, HostOptions options, Duration linger, Duration longestWait) {
    host = new Host(tasks, options.withWorkers(PoolOptions.of(1)));
    try {
      server =
          GrpcServer.start(
              host,
              GrpcOptions.at(new InetSocketAddress("127.0.0.1", 0)),
              streams -> {
                service = new DmEnvService(host, streams, log, linger, longestWait);
                return List.of(service);
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port())
            .usePlaintext()
            .maxInboundMessageSize(MOST_BYTES)
            .build();
  }

  /** One more stream. */
  DmEnvClient client() {
    DmEnvClient client = new DmEnvClient(channel);
    clients.add(client);
    return client;
  }

  @Override
  public void close() {
    clients.forEach(DmEnvClient::close);
    channel.shutdownNow();
    server.close();
    service.close();
    host.close();
    log.close();
    try {
      channel.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
