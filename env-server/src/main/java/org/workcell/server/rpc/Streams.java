package org.workcell.server.rpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The open streams of all services of a port: how many, and for how long. Thread-safe. */
public final class Streams implements AutoCloseable {

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(3);

  private final int most;
  private final Duration idleLimit;
  private final Set<CallStream<?, ?>> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock;
  private volatile boolean closed;

  /**
   * No streams yet.
   *
   * @param most streams at the same time
   * @param idleLimit a stream without a call for so long is ended
   */
  public Streams(int most, Duration idleLimit) {
    this.most = most;
    this.idleLimit = idleLimit;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "workcell-grpc-clock");
              thread.setDaemon(true);
              return thread;
            });
    long period = Math.max(1, idleLimit.toMillis() / 4);
    clock.scheduleWithFixedDelay(this::endIdle, period, period, TimeUnit.MILLISECONDS);
  }

  private void endIdle() {
    open.forEach(stream -> stream.endIfIdle(idleLimit.toNanos()));
  }

  /** Does something regularly, until this is closed. */
  public void everySo(Duration period, Runnable task) {
    clock.scheduleWithFixedDelay(task, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Answers a new stream; for the method of a service that gRPC calls.
   *
   * @param answers what gRPC gave
   * @param conversation makes what answers; asked only where there is room for one more stream;
   *     throws {@link StatusRuntimeException} to refuse the stream
   * @return what gRPC gives the calls to
   */
  public <Q, A> StreamObserver<Q> answer(
      StreamObserver<A> answers, Supplier<Conversation<Q, A>> conversation) {
    Conversation<Q, A> answering;
    try {
      requireRoom();
      answering = conversation.get();
    } catch (StatusRuntimeException e) {
      answers.onError(e);
      return new Refused<>();
    }
    CallStream<Q, A> stream =
        new CallStream<>((ServerCallStreamObserver<A>) answers, answering, open::remove);
    open.add(stream);
    stream.start();
    return stream;
  }

  private void requireRoom() {
    if (closed) {
      throw Status.UNAVAILABLE.withDescription("the server is shutting down").asRuntimeException();
    }
    if (open.size() >= most) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription("the server has its %d streams; close one".formatted(most))
          .asRuntimeException();
    }
  }

  /** Takes the calls of a stream that was refused. */
  private static final class Refused<Q> implements StreamObserver<Q> {
    @Override
    public void onNext(Q call) {}

    @Override
    public void onError(Throwable cause) {}

    @Override
    public void onCompleted() {}
  }

  /** Number of open streams. */
  public int count() {
    return open.size();
  }

  /** Ends all streams, and what they hold. Idempotent. */
  @Override
  public void close() {
    closed = true;
    clock.shutdownNow();
    long end = System.nanoTime() + LONGEST_CLOSE.toNanos();
    try {
      for (CallStream<?, ?> stream : List.copyOf(open)) {
        stream.end(
            Status.UNAVAILABLE.withDescription("the server is shutting down"),
            Math.max(0, end - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
