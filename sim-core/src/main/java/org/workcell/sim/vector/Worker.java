package org.workcell.sim.vector;

import java.util.concurrent.locks.LockSupport;
import org.workcell.sim.concurrent.CompletionSignal;
import org.workcell.sim.concurrent.Threads;

/** One simulating thread: takes turns with the shares of its pool. */
final class Worker implements Runnable {

  private final WorkerPool pool;
  private final int index;
  private final WorkTurns turns;
  private final WorkerModels models;
  private final Thread thread;
  private volatile EnvironmentSlot current;
  private volatile boolean parked;
  private volatile long busyNanoseconds;

  Worker(WorkerPool pool, int index, WorkerModels models) {
    this.pool = pool;
    this.index = index;
    this.turns = new WorkTurns(index);
    this.models = models;
    this.thread = new Thread(this, "workcell-worker-" + index);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  long threadId() {
    return thread.getId();
  }

  int index() {
    return index;
  }

  /** The slot that this worker is busy with, or null. */
  EnvironmentSlot current() {
    return current;
  }

  long busyNanoseconds() {
    return busyNanoseconds;
  }

  /** Wakes this worker if it waits for work; false if it is awake. */
  boolean wake() {
    boolean waits = parked;
    if (waits) {
      LockSupport.unpark(thread);
    }
    return waits;
  }

  void join() {
    Threads.awaitEnd(thread);
  }

  @Override
  public void run() {
    pool.pin(index);
    try {
      boolean wanted = true;
      while (wanted && pool.isOpen()) {
        EnvironmentSlot slot = turns.next(pool.shares());
        if (slot == null) {
          parkUntilWork();
        } else {
          wanted = work(slot);
        }
      }
    } finally {
      models.close();
      pool.left(this);
    }
  }

  private void parkUntilWork() {
    long since = System.nanoTime();
    while (System.nanoTime() - since < CompletionSignal.YIELDING_NANOSECONDS) {
      if (pool.hasWork() || !pool.isOpen()) {
        return;
      }
      Thread.yield();
    }
    parked = true;
    if (!pool.hasWork() && pool.isOpen()) {
      LockSupport.park(this);
    }
    parked = false;
  }

  /** False if this worker was given up meanwhile: it must end, and its environment with it. */
  private boolean work(EnvironmentSlot slot) {
    long begun = System.nanoTime();
    long number = slot.run().begin(begun);
    current = slot;
    slot.work(models);
    current = null;
    if (!slot.run().commit(number)) {
      slot.close();
      return false;
    }
    busyNanoseconds += System.nanoTime() - begun;
    slot.vector().complete(slot);
    return true;
  }
}
