package org.workcell.sim.environment;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Admits one thread at a time to something, and puts a close that comes from another thread off
 * until that thread is done. One uncontended compare-and-set to enter and one to leave.
 */
final class AccessGuard {

  private static final int FREE = 0;
  private static final int IN_USE = 1;
  private static final int IN_USE_AND_CLOSING = 2;
  private static final int CLOSED = 3;

  private final AtomicInteger state = new AtomicInteger(FREE);

  /**
   * Enters; false where another call is under way or it is closed, and there is no {@link #leave}
   * then.
   */
  boolean tryEnter() {
    return state.compareAndSet(FREE, IN_USE);
  }

  /** Leaves; true where a close came meanwhile, which the caller carries out now. */
  boolean leave() {
    if (state.compareAndSet(IN_USE, FREE)) {
      return false;
    }
    state.set(CLOSED);
    return true;
  }

  /**
   * Closes; true where the caller carries it out now, false where that was done or is left to
   * others.
   */
  boolean close() {
    if (state.compareAndSet(FREE, CLOSED)) {
      return true;
    }
    state.compareAndSet(IN_USE, IN_USE_AND_CLOSING);
    return false;
  }

  /** Whether no call can begin any more. */
  boolean isClosed() {
    return state.get() >= IN_USE_AND_CLOSING;
  }
}
