package org.workcell.sim2real.replay;

/**
 * A stretch of a log that is replayed from its first row.
 *
 * @param log number of the log in its batch
 * @param start row whose state the simulation starts in
 * @param end last row that is compared; after {@code start}
 */
public record ReplayWindow(int log, int start, int end) {

  /** Refuses windows without a row to compare. */
  public ReplayWindow {
    if (log < 0 || start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "a window of log %d from row %d to row %d has no row to compare"
              .formatted(log, start, end));
    }
  }

  /** Rows that are compared: those after the first. */
  public int rows() {
    return end - start;
  }
}
