package org.workcell.server.rpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One stream of calls. A call is taken from the transport when the one before is answered and the
 * client has read what it was sent, so that a slow reader holds at most one answer here.
 */
final class CallStream<Q, A> implements StreamObserver<Q> {

  private static final Logger LOG = System.getLogger(CallStream.class.getName());

  private final ReentrantLock lock = new ReentrantLock();
  private final ServerCallStreamObserver<A> answers;
  private final Conversation<Q, A> conversation;
  private final Consumer<CallStream<?, ?>> whenEnded;
  private boolean waitsForReader;
  private boolean ended;
  private volatile long lastCallNanos = System.nanoTime();

  CallStream(
      ServerCallStreamObserver<A> answers,
      Conversation<Q, A> conversation,
      Consumer<CallStream<?, ?>> whenEnded) {
    this.answers = answers;
    this.conversation = conversation;
    this.whenEnded = whenEnded;
  }

  void start() {
    answers.disableAutoRequest();
    answers.setOnReadyHandler(this::readerIsReady);
    answers.setOnCancelHandler(this::finish);
    answers.request(1);
  }

  @Override
  public void onNext(Q call) {
    lock.lock();
    try {
      if (!ended) {
        answer(call);
      }
    } finally {
      lastCallNanos = System.nanoTime();
      lock.unlock();
    }
  }

  private void answer(Q call) {
    try {
      answers.onNext(conversation.answer(call));
    } catch (Throwable e) {
      // Conversations answer what goes wrong; this is a fault of theirs, or no memory is left.
      LOG.log(Level.ERROR, "a call could not be answered", e);
      end(Status.INTERNAL.withDescription("the call could not be answered: " + e));
      return;
    }
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

  /** Ends the stream if no call has come for so long and none is being answered. */
  void endIfIdle(long limitNanos) {
    if (System.nanoTime() - lastCallNanos < limitNanos || !lock.tryLock()) {
      return;
    }
    try {
      end(
          Status.DEADLINE_EXCEEDED.withDescription(
              "no call came for %d seconds; connect again"
                  .formatted(TimeUnit.NANOSECONDS.toSeconds(limitNanos))));
    } finally {
      lock.unlock();
    }
  }

  /** Ends the stream, after the call that is being answered if that takes no longer than this. */
  void end(Status status, long waitNanos) throws InterruptedException {
    if (lock.tryLock(waitNanos, TimeUnit.NANOSECONDS)) {
      try {
        end(status);
      } finally {
        lock.unlock();
      }
    }
  }
}
