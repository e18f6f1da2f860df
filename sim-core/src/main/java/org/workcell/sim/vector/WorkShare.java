package org.workcell.sim.vector;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Work that waits for the workers of a pool, and has a share of them: that of one vector with a
 * weight, or of all vectors without one, in the order of their calls. Work has a home worker;
 * others take it when they have nothing else of this share. Allocates nothing once it is made;
 * taking takes no lock.
 */
final class WorkShare {

  private final WorkQueue[] queues;
  private final double weight;
  private final AtomicInteger waiting = new AtomicInteger();

  /** Of each worker: what is left of its turns for this share, below one slot. Its own only. */
  private final double[] leftover;

  private volatile double slotsPerTurn = 1;
  private int vectors;

  /**
   * A share without work.
   *
   * @param capacities how much work may wait for each worker
   * @param weight relative to other shares
   */
  WorkShare(int[] capacities, double weight) {
    this.queues = new WorkQueue[capacities.length];
    this.weight = weight;
    this.leftover = new double[capacities.length];
    for (int i = 0; i < queues.length; i++) {
      queues[i] = new WorkQueue(capacities[i]);
    }
  }

  /** Room for the slots of one vector. */
  static int[] capacities(int[] homes, int workers) {
    int[] capacities = new int[workers];
    for (int home : homes) {
      capacities[home]++;
    }
    return capacities;
  }

  double weight() {
    return weight;
  }

  /** Counts the vectors that use it; only the pool calls this. */
  int count(int more) {
    vectors += more;
    return vectors;
  }

  void setSlotsPerTurn(double slots) {
    slotsPerTurn = slots;
  }

  double slotsPerTurn() {
    return slotsPerTurn;
  }

  double leftover(int worker) {
    return leftover[worker];
  }

  void setLeftover(int worker, double slots) {
    leftover[worker] = slots;
  }

  /** Adds prepared slots, those first that may take long. */
  synchronized void add(EnvironmentSlot[] slots, int[] which) {
    add(slots, which, true);
    add(slots, which, false);
    waiting.addAndGet(which.length);
  }

  private void add(EnvironmentSlot[] slots, int[] which, boolean resets) {
    for (int environment : which) {
      EnvironmentSlot slot = slots[environment];
      if (slot.willReset() == resets) {
        queues[slot.home()].add(slot);
      }
    }
  }

  boolean hasWork() {
    return waiting.get() > 0;
  }

  /** The oldest work of a worker, or of another; null where there is none. */
  EnvironmentSlot take(int worker) {
    if (!hasWork()) {
      return null;
    }
    for (int i = 0; i < queues.length; i++) {
      int victim = worker + i < queues.length ? worker + i : worker + i - queues.length;
      EnvironmentSlot slot = queues[victim].take();
      if (slot != null) {
        waiting.decrementAndGet();
        return slot;
      }
    }
    return null;
  }
}
