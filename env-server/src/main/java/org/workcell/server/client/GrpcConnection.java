package org.workcell.server.client;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.workcell.server.rpc.Messages;
import org.workcell.server.rpc.v1.EnvironmentsGrpc;
import org.workcell.server.rpc.v1.Message;
import org.workcell.sim.wire.WireFormatException;
import org.workcell.sim.wire.WireMessage;

/** A connection to a server on any machine, over gRPC: batches come as tensors of answers. */
public final class GrpcConnection implements Connection {

  private static final int MOST_MESSAGE_BYTES = Integer.MAX_VALUE;
  private static final int WINDOW_BYTES = 4 << 20;
  private static final long PING_SECONDS = 20;

  private final String target;
  private final ManagedChannel channel;
  private final StreamObserver<Message> calls;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile boolean lost;

  /** What came: an answer, or the end of the stream. */
  private record Event(Message answer, Status end) {}

  private GrpcConnection(String host, int port, ChannelCredentials credentials) {
    this.target = host + ":" + port;
    this.channel =
        NettyChannelBuilder.forAddress(host, port, credentials)
            .directExecutor()
            .disableRetry()
            .maxInboundMessageSize(MOST_MESSAGE_BYTES)
            .initialFlowControlWindow(WINDOW_BYTES)
            .keepAliveTime(PING_SECONDS, TimeUnit.SECONDS)
            .build();
    this.calls = EnvironmentsGrpc.newStub(channel).process(new Answering());
  }

  /** Takes what comes, on a thread of gRPC. */
  private final class Answering implements StreamObserver<Message> {
    @Override
    public void onNext(Message answer) {
      events.add(new Event(answer, null));
    }

    @Override
    public void onError(Throwable cause) {
      events.add(new Event(null, Status.fromThrowable(cause)));
    }

    @Override
    public void onCompleted() {
      events.add(new Event(null, Status.UNAVAILABLE.withDescription("the server has ended it")));
    }
  }

  /** Connects in the clear, without a word; whether a server listens there shows at first use. */
  public static GrpcConnection to(String host, int port) {
    return new GrpcConnection(host, port, InsecureChannelCredentials.create());
  }

  /**
   * Connects with TLS.
   *
   * @param trusted certificates that the server's must be signed by, PEM; those that Java trusts
   *     where absent
   * @throws IOException if they cannot be read
   */
  public static GrpcConnection secure(String host, int port, Optional<Path> trusted)
      throws IOException {
    TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
    if (trusted.isPresent()) {
      credentials.trustManager(trusted.get().toFile());
    }
    return new GrpcConnection(host, port, credentials.build());
  }

  @Override
  public void send(WireMessage call) {
    requireConnected();
    try {
      calls.onNext(Messages.toProto(call));
    } catch (IllegalStateException e) {
      // The stream has ended; why is the last event.
      throw lost(lastWord());
    }
  }

  private Status lastWord() {
    for (Event event : events) {
      if (event.end() != null) {
        return event.end();
      }
    }
    return Status.UNAVAILABLE.withDescription("the stream has ended");
  }

  @Override
  public WireMessage receive() {
    requireConnected();
    try {
      Event event = events.take();
      if (event.end() != null) {
        throw lost(event.end());
      }
      return Messages.fromProto(event.answer());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw lost(Status.CANCELLED.withDescription("the thread was interrupted"));
    } catch (WireFormatException e) {
      throw lost(Status.INTERNAL.withDescription(e.getMessage()));
    }
  }

  @Override
  public VectorLink link(OpenedVector opened) {
    return new TensorLink(this, opened);
  }

  private void requireConnected() {
    if (lost) {
      throw new ConnectionLostException(
          "the connection to the server at %s has ended; make a new one".formatted(target), null);
    }
  }

  private ConnectionLostException lost(Status status) {
    close();
    String cause = status.getCause() == null ? "" : ", " + status.getCause().getMessage();
    return new ConnectionLostException(
        "the connection to the server at %s is lost (%s: %s%s); its environments are gone, make a new one"
            .formatted(target, status.getCode(), status.getDescription(), cause),
        status.asRuntimeException());
  }

  @Override
  public void close() {
    lost = true;
    channel.shutdownNow();
  }
}
