package org.workcell.sim.concurrent;

import java.util.concurrent.locks.LockSupport;

/** Ends of threads. */
public final class Threads {

  private Threads() {}

  /**
   * Waits for the end of a thread that parks, and ends when it is woken; keeps an interrupt for
   * later.
   */
  public static void awaitEnd(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      LockSupport.unpark(thread);
      try {
        thread.join(10);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
