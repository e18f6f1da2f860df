package org.workcell.sim.concurrent;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one thread wait until a counter that workers move has a value. The thread is woken when the
 * value is near, because waking takes about as long as a step, and yields for the short rest.
 * Allocates nothing.
 */
public final class CompletionSignal {

  /** How long a thread that waits yields before it parks: about what waking up takes. */
  public static final long YIELDING_NANOSECONDS = 50_000;

  private static final long LONGEST_PARK_NANOSECONDS = 50_000_000;

  private final int near;
  private Thread waiter;
  private int expected;
  private volatile AtomicInteger awaited;

  /** Wakes the waiting thread when the counter is so near to its value. */
  public CompletionSignal(int near) {
    this.near = near;
  }

  /**
   * Waits for the end of a batch of work. Where every piece has a worker of its own the waiting
   * thread yields, as the rest is about as short as waking up; where workers have more than one it
   * parks until the last is done, because it would take a processor from them.
   */
  public static CompletionSignal ofWork(int pieces, int workers) {
    return new CompletionSignal(pieces <= workers ? pieces : 0);
  }

  /** Waits until {@code counter} is {@code value}. An interrupt is kept for the caller. */
  public void await(AtomicInteger counter, int value) {
    boolean interrupted = false;
    waiter = Thread.currentThread();
    expected = value;
    awaited = counter;
    long yieldedSince = 0;
    while (counter.get() != value) {
      boolean soon = Math.abs(counter.get() - value) <= near;
      if (soon && yieldedSince == 0) {
        yieldedSince = System.nanoTime();
      }
      if (soon && System.nanoTime() - yieldedSince < YIELDING_NANOSECONDS) {
        Thread.yield();
      } else {
        // Bounded, because a second waiting thread, one that closes, takes the wake-up of the
        // first.
        LockSupport.parkNanos(this, LONGEST_PARK_NANOSECONDS);
        interrupted |= Thread.interrupted();
      }
    }
    awaited = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A worker has moved a counter. */
  public void moved() {
    AtomicInteger counter = awaited;
    if (counter != null) {
      int distance = Math.abs(counter.get() - expected);
      if (distance == near || distance == 0) {
        LockSupport.unpark(waiter);
      }
    }
  }
}
