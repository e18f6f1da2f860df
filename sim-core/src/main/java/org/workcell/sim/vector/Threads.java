package org.workcell.sim.vector;

import java.util.concurrent.locks.LockSupport;

/** What the threads of this package share. */
final class Threads {

  private Threads() {}

  /**
   * Waits for the end of a thread that parks, and ends when it is woken; keeps an interrupt for
   * later.
   */
  static void awaitEnd(Thread thread) {
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
