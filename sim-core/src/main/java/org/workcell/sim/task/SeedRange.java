package org.workcell.sim.task;

/**
 * Which root seeds the episodes of a task can have. Every range holds the numbers from 0 on, from
 * which vectors draw the seeds of later episodes.
 */
public enum SeedRange {
  /** Any number. */
  ALL(Long.MIN_VALUE),
  /** From 0 on, as NumPy takes them. */
  NOT_NEGATIVE(0);

  private final long lowest;

  SeedRange(long lowest) {
    this.lowest = lowest;
  }

  /** The lowest seed; the highest is {@link Long#MAX_VALUE}. */
  public long lowest() {
    return lowest;
  }
}
