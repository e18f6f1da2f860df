package org.workcell.sim.vector;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The run of a slot on a worker: who ends it, the worker that is done or the watchdog that gives it
 * up, is settled here.
 */
final class WorkTicket {

  private static final int RUNNING = 1;
  private static final int COMMITTED = 2;
  private static final int REVOKED = 3;
  private static final int PHASES = 4;

  /** Number of the run, times {@link #PHASES}, plus its phase. */
  private final AtomicLong run = new AtomicLong();

  private volatile long startedNanoseconds;

  /** The worker begins; returns the number of the run. */
  long begin(long now) {
    startedNanoseconds = now;
    long number = run.get() / PHASES + 1;
    run.set(number * PHASES + RUNNING);
    return number;
  }

  /** The worker is done; false if its work is not wanted any more. */
  boolean commit(long number) {
    return run.compareAndSet(number * PHASES + RUNNING, number * PHASES + COMMITTED);
  }

  /** The number of the run in progress; negative if none is. */
  long runningNumber() {
    long now = run.get();
    return now % PHASES == RUNNING ? now / PHASES : -1;
  }

  long startedNanoseconds() {
    return startedNanoseconds;
  }

  /** Gives up on a run; false if it has finished meanwhile. */
  boolean revoke(long number) {
    return run.compareAndSet(number * PHASES + RUNNING, number * PHASES + REVOKED);
  }
}
