package org.workcell.server.rpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The open streams of all services of a port: how many, and for how long. Thread-safe. */
public final class Streams implements AutoCloseable {

  private static final long POLL_MILLISECONDS = 5;
  private static final long MOST_PERIOD_MILLISECONDS = 1000;

  private final int most;
  private final Duration idleLimit;
  private final Set<CallStream<?, ?>> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock;
  private volatile boolean stopping;

  /**
   * No streams yet.
   *
   * @param most streams at the same time
   * @param idleLimit a stream without a call for so long is ended; zero for no limit
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
    long quarter = Math.max(1, idleLimit.toMillis() / 4);
    everySo(
        Duration.ofMillis(
            idleLimit.isZero()
                ? MOST_PERIOD_MILLISECONDS
                : Math.min(quarter, MOST_PERIOD_MILLISECONDS)),
        () -> open.forEach(stream -> stream.endIfUnused(idleLimit.toNanos())));
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
    if (stopping) {
      stream.stop();
    }
    return stream;
  }

  private void requireRoom() {
    if (stopping) {
      throw CallStream.STOPPING.asRuntimeException();
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

  /** Takes no more streams and calls; those that run are answered. Idempotent. */
  void stop() {
    stopping = true;
    open.forEach(CallStream::stop);
  }

  /** Stops, and waits for the running calls, for so long at most. */
  void stop(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    stop();
    while (!open.isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
      stop();
    }
  }

  /** Looks after streams no more. Idempotent. */
  @Override
  public void close() {
    stop();
    clock.shutdownNow();
  }
}
