package org.workcell.sim.vector;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Work of one share for one worker: filled by one thread at a time, emptied by any. Its owner and
 * thieves take from the same end, oldest first. Allocates nothing and takes no lock.
 */
final class WorkQueue {

  private final EnvironmentSlot[] ring;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong filled = new AtomicLong();

  /** A queue for up to {@code capacity} slots. */
  WorkQueue(int capacity) {
    ring = new EnvironmentSlot[Integer.highestOneBit(Math.max(1, 2 * capacity - 1))];
  }

  /** Adds work; the caller keeps other producers away. A slot is in a queue at most once. */
  void add(EnvironmentSlot slot) {
    long end = filled.get();
    ring[(int) end & (ring.length - 1)] = slot;
    filled.set(end + 1);
  }

  /** The oldest work, or null. */
  EnvironmentSlot take() {
    while (true) {
      long start = taken.get();
      if (start >= filled.get()) {
        return null;
      }
      EnvironmentSlot slot = ring[(int) start & (ring.length - 1)];
      if (taken.compareAndSet(start, start + 1)) {
        return slot;
      }
    }
  }

  boolean isEmpty() {
    return taken.get() >= filled.get();
  }
}
