package org.workcell.policies.remote;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.workcell.sim.policy.PolicyUnavailableException;

/**
 * Merges what several threads ask at the same time. Requests are sent once half of the policies
 * wait, so that the other half simulates meanwhile, or once the oldest has waited for {@link
 * #MOST_WAIT_NANOSECONDS}; one of the waiting threads sends them. Nobody waits for a policy that
 * does not ask: what it delays is bounded. Thread-safe.
 */
final class RequestBroker {

  /** How long a request waits for others. */
  static final long MOST_WAIT_NANOSECONDS = 20_000_000;

  /** Rows that one thread asks about together. */
  static final class Request {

    private final int layout;
    private final List<RemoteRow> rows;
    private final long sinceNanos = System.nanoTime();
    private boolean answered;

    Request(int layout, List<RemoteRow> rows) {
      this.layout = layout;
      this.rows = rows;
    }

    /** Number of the layout that the rows share. */
    int layout() {
      return layout;
    }

    List<RemoteRow> rows() {
      return rows;
    }
  }

  private final Consumer<List<Request>> exchange;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Request> waiting = new ArrayDeque<>();
  private int policies;
  private boolean busy;
  private PolicyUnavailableException broken;

  /**
   * A broker without policies.
   *
   * @param exchange sends requests of one layout and fills in the answers; called by one thread at
   *     a time. What it throws ends all requests, the later ones, too.
   */
  RequestBroker(Consumer<List<Request>> exchange) {
    this.exchange = exchange;
  }

  /** A policy may ask from now on, one request at a time. */
  void join() {
    lock.lock();
    policies++;
    lock.unlock();
  }

  /** A policy asks no more. */
  void leave() {
    lock.lock();
    policies--;
    changed.signalAll();
    lock.unlock();
  }

  /**
   * Waits until a request is answered.
   *
   * @throws PolicyUnavailableException if it will not be
   */
  void ask(Request request) {
    boolean interrupted = false;
    lock.lock();
    try {
      waiting.add(request);
      while (!request.answered) {
        requireWhole();
        if (!busy && nanosUntilDue() <= 0) {
          sendWaiting();
        } else {
          interrupted |= await();
        }
      }
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void requireWhole() {
    if (broken != null) {
      throw broken;
    }
  }

  /** How long the waiting requests wait for others; called where some wait. */
  private long nanosUntilDue() {
    return waiting.size() * 2 >= policies
        ? 0
        : waiting.peekFirst().sinceNanos + MOST_WAIT_NANOSECONDS - System.nanoTime();
  }

  /** Whether this thread was interrupted meanwhile, which does not end its request. */
  private boolean await() {
    try {
      if (busy) {
        changed.await();
      } else {
        changed.awaitNanos(nanosUntilDue());
      }
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Sends what waits and has the layout of the oldest. */
  private void sendWaiting() {
    List<Request> sent = new ArrayList<>();
    int layout = waiting.peekFirst().layout;
    for (Iterator<Request> each = waiting.iterator(); each.hasNext(); ) {
      Request request = each.next();
      if (request.layout == layout) {
        sent.add(request);
        each.remove();
      }
    }
    busy = true;
    lock.unlock();
    PolicyUnavailableException failure = null;
    try {
      exchange.accept(sent);
    } catch (PolicyUnavailableException e) {
      failure = e;
    } catch (RuntimeException | Error e) {
      failure = PolicyUnavailableException.failed("the policy cannot be asked: " + e, e);
    } finally {
      lock.lock();
      busy = false;
    }
    if (failure == null) {
      sent.forEach(request -> request.answered = true);
    } else {
      broken = failure;
    }
    changed.signalAll();
  }
}
