package org.workcell.server.session;

import java.util.concurrent.atomic.AtomicLong;

/** What a session has done: counted by its thread, read by any. */
final class Counters {

  private final AtomicLong steps = new AtomicLong();
  private final AtomicLong resets = new AtomicLong();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();

  /** So many environments were stepped. */
  void stepped(long environments) {
    add(steps, environments);
  }

  /** So many environments were reset by a call. */
  void reset(long environments) {
    add(resets, environments);
  }

  void called() {
    add(calls, 1);
  }

  void failed() {
    add(errors, 1);
  }

  // One thread writes, so a plain addition is enough.
  private static void add(AtomicLong counter, long count) {
    counter.setOpaque(counter.getPlain() + count);
  }

  /** Adds the counts of a session that has ended; the caller keeps other writers away. */
  void add(Counters other) {
    add(steps, other.steps());
    add(resets, other.resets());
    add(calls, other.calls());
    add(errors, other.errors());
  }

  long steps() {
    return steps.getOpaque();
  }

  long resets() {
    return resets.getOpaque();
  }

  long calls() {
    return calls.getOpaque();
  }

  long errors() {
    return errors.getOpaque();
  }
}
