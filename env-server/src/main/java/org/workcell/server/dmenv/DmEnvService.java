package org.workcell.server.dmenv;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import org.workcell.server.EventLog;
import org.workcell.server.dmenv.v1.EnvironmentGrpc;
import org.workcell.server.dmenv.v1.EnvironmentRequest;
import org.workcell.server.dmenv.v1.EnvironmentResponse;
import org.workcell.server.rpc.Caller;
import org.workcell.server.rpc.Conversation;
import org.workcell.server.rpc.Streams;
import org.workcell.server.session.Host;

/**
 * {@code dm_env_rpc.v1.Environment} over a host: each world has a session of its own, and its
 * environments count as those of any client. Closing frees all worlds; it comes after the streams
 * have ended.
 */
public final class DmEnvService extends EnvironmentGrpc.EnvironmentImplBase
    implements AutoCloseable {

  /** How long a world stays that nobody has joined and whose creator's stream has ended. */
  public static final Duration LINGER = Duration.ofSeconds(30);

  /** How long a reset of a world waits for the steps of other streams. */
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final Duration SHORTEST_PERIOD = Duration.ofMillis(50);

  private final Worlds worlds;
  private final ServerProperties properties;
  private final Streams streams;
  private final Duration longestWait;

  /** Serves a host's environments. */
  public DmEnvService(Host host, Streams streams, EventLog log) {
    this(host, streams, log, LINGER, LONGEST_WAIT);
  }

  DmEnvService(Host host, Streams streams, EventLog log, Duration linger, Duration longestWait) {
    this.worlds = new Worlds(host, log, linger);
    this.properties = new ServerProperties(host);
    this.streams = streams;
    this.longestWait = longestWait;
    Duration period = linger.dividedBy(4);
    streams.everySo(period.compareTo(SHORTEST_PERIOD) < 0 ? SHORTEST_PERIOD : period, worlds::reap);
  }

  @Override
  public StreamObserver<EnvironmentRequest> process(StreamObserver<EnvironmentResponse> answers) {
    return streams.answer(answers, this::connect);
  }

  private Conversation<EnvironmentRequest, EnvironmentResponse> connect() {
    Caller caller = Caller.current();
    if (!caller.knowsToken()) {
      throw Status.UNAUTHENTICATED
          .withDescription(
              "this server serves only clients that know its token; send it as metadata,"
                  + " 'authorization: Bearer TOKEN'")
          .asRuntimeException();
    }
    Context call = Context.current();
    return new Agent(worlds, properties, longestWait, caller.peer(), call::isCancelled);
  }

  /** Worlds that exist. */
  int worlds() {
    return worlds.count();
  }

  @Override
  public void close() {
    worlds.close();
  }
}
