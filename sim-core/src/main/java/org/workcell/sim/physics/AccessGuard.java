package org.workcell.sim.physics;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Admits one thread at a time to a simulation, and puts a close that comes from another thread off
 * until that thread is done. The thread that is inside may enter again, which costs a comparison;
 * entering and leaving cost one uncontended atomic write each.
 */
public final class AccessGuard {

  private static final Object CLOSED = new Object();

  /** The thread that is inside, null, or {@link #CLOSED}. */
  private final AtomicReference<Object> holder = new AtomicReference<>();

  private final Deque<Runnable> whenClosed = new ArrayDeque<>();

  /** How often the thread that is inside has entered again; only it reads and writes this. */
  private int depth;

  private volatile boolean closing;

  /**
   * Enters.
   *
   * @param what names what is used, for messages
   * @throws IllegalStateException if another thread is inside or it is closed; there must be no
   *     {@link #leave} then
   */
  public void enter(Object what) {
    if (holder.getPlain() == Thread.currentThread()) {
      depth++;
    } else {
      enterFirst(what);
    }
  }

  /** Apart, so that entering again is small enough to be inlined. */
  private void enterFirst(Object what) {
    if (!holder.compareAndSet(null, Thread.currentThread())) {
      throw new IllegalStateException(
          isClosed()
              ? "%s is closed; make a new one".formatted(what)
              : "another thread is using %s; use it from one thread at a time".formatted(what));
    }
  }

  /** Leaves; carries out a close that came meanwhile. */
  public void leave() {
    if (depth > 0) {
      depth--;
    } else {
      leaveLast();
    }
  }

  private void leaveLast() {
    holder.set(null);
    if (closing) {
      closeIfFree();
    }
  }

  /**
   * Has something done when this is closed, before what was asked for earlier; only before it is
   * shared between threads.
   */
  public void whenClosed(Runnable action) {
    whenClosed.push(action);
  }

  /** Closes, now or when the thread that is inside has left. Idempotent. */
  public void close() {
    closing = true;
    closeIfFree();
  }

  private void closeIfFree() {
    if (holder.compareAndSet(null, CLOSED)) {
      RuntimeException failure = null;
      while (!whenClosed.isEmpty()) {
        try {
          whenClosed.pop().run();
        } catch (RuntimeException e) {
          failure = e;
        }
      }
      if (failure != null) {
        throw failure;
      }
    }
  }

  /** Whether no call can begin any more. */
  public boolean isClosed() {
    return closing;
  }
}
