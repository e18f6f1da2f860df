package org.workcell.sim.vector;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one thread wait until a counter that workers move has a value, and wakes it only then.
 * Allocates nothing.
 */
final class Arrival {

  private Thread waiter;
  private int expected;
  private volatile AtomicInteger awaited;

  /** Waits until {@code counter} is {@code value}. An interrupt is kept for the caller. */
  void await(AtomicInteger counter, int value) {
    boolean interrupted = false;
    waiter = Thread.currentThread();
    expected = value;
    awaited = counter;
    while (counter.get() != value) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    awaited = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A worker has moved a counter. */
  void moved() {
    AtomicInteger counter = awaited;
    if (counter != null && counter.get() == expected) {
      LockSupport.unpark(waiter);
    }
  }
}
