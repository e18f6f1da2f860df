package org.workcell.server.rpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One stream of calls. A call is taken from the transport when the one before is answered and the
 * client has read what it was sent, so that a slow reader holds at most one answer here.
 */
final class CallStream<Q, A> implements StreamObserver<Q> {

  static final Status STOPPING = Status.UNAVAILABLE.withDescription("the server is shutting down");

  private static final Duration LONGEST_READ = Duration.ofMinutes(1);
  private static final Duration LONGEST_HELLO = Duration.ofSeconds(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final ServerCallStreamObserver<A> answers;
  private final Conversation<Q, A> conversation;
  private final Consumer<CallStream<?, ?>> whenEnded;
  private boolean waitsForReader;
  private boolean ended;
  private boolean welcome;
  private final long openedNanos = System.nanoTime();
  private long lastCallNanos = openedNanos;
  private volatile boolean stopping;

  CallStream(
      ServerCallStreamObserver<A> answers,
      Conversation<Q, A> conversation,
      Consumer<CallStream<?, ?>> whenEnded) {
    this.answers = answers;
    this.conversation = conversation;
    this.whenEnded = whenEnded;
    this.welcome = conversation.isWelcome();
  }

  void start() {
    answers.disableAutoRequest();
    answers.setOnReadyHandler(this::readerIsReady);
    answers.setOnCancelHandler(this::finish);
    // Where gRPC itself ends the stream, as after a message that is none.
    answers.setOnCloseHandler(this::finish);
    answers.request(1);
  }

  @Override
  public void onNext(Q call) {
    lock.lock();
    try {
      if (!ended) {
        answer(call);
      }
      if (stopping) {
        end(STOPPING);
      }
    } finally {
      lastCallNanos = System.nanoTime();
      lock.unlock();
    }
  }

  private void answer(Q call) {
    A answer;
    try {
      answer = conversation.answer(call);
    } catch (Throwable e) {
      // Conversations answer what goes wrong; this is a fault of theirs, or no memory is left.
      end(Status.INTERNAL.withDescription("the call could not be answered: " + e));
      return;
    }
    welcome |= conversation.isWelcome();
    answers.onNext(answer);
    if (answers.isReady()) {
      answers.request(1);
    } else {
      waitsForReader = true;
    }
  }

  private void readerIsReady() {
    lock.lock();
    try {
      if (waitsForReader && !ended) {
        waitsForReader = false;
        answers.request(1);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The client says no more. */
  @Override
  public void onCompleted() {
    lock.lock();
    try {
      if (finish()) {
        answers.onCompleted();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onError(Throwable cause) {
    finish();
  }

  private boolean finish() {
    lock.lock();
    try {
      if (ended) {
        return false;
      }
      ended = true;
      conversation.close();
      return true;
    } finally {
      lock.unlock();
      whenEnded.accept(this);
    }
  }

  private void end(Status status) {
    if (finish()) {
      answers.onError(status.asRuntimeException());
    }
  }

  /** Ends the stream if its client is silent, reads nothing, or has not shown who it is. */
  void endIfUnused(long idleNanos) {
    if (!lock.tryLock()) {
      return;
    }
    try {
      long now = System.nanoTime();
      long silent = now - lastCallNanos;
      if (waitsForReader && silent > LONGEST_READ.toNanos()) {
        end(expired("no answer was read for " + LONGEST_READ.toSeconds()));
      } else if (!welcome && now - openedNanos > LONGEST_HELLO.toNanos()) {
        end(expired("no 'hello' that this server accepts came for " + LONGEST_HELLO.toSeconds()));
      } else if (idleNanos > 0 && silent > idleNanos) {
        end(expired("no call came for " + TimeUnit.NANOSECONDS.toSeconds(idleNanos)));
      }
    } finally {
      lock.unlock();
    }
  }

  private static Status expired(String what) {
    return Status.DEADLINE_EXCEEDED.withDescription(what + " s; connect again");
  }

  /** Takes no more calls; the stream ends when the running one is answered, or at once. */
  void stop() {
    stopping = true;
    if (lock.tryLock()) {
      try {
        end(STOPPING);
      } finally {
        lock.unlock();
      }
    }
  }
}
