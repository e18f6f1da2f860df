package org.workcell.sim.vector;

import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;

/**
 * Where the results of a slot go, and where those before are. A worker that was given up as stuck
 * may still write into the rows of its slot, so they must not be used any more.
 */
final class ResultRows {

  private BatchStorage rows;
  private BatchStorage finals;
  private BatchStorage previous;
  private int previousRow;
  private int row;

  /** Rows of its own, which hold what {@code other} had before. */
  static ResultRows inPlaceOf(ResultRows other, BatchLayout layout, boolean keepsFinals) {
    ResultRows own = new ResultRows();
    own.bind(
        BatchStorage.allocate(layout, 1), keepsFinals ? BatchStorage.allocate(layout, 1) : null, 0);
    own.bindPrevious(other.previous, other.previousRow);
    own.repeatPrevious();
    return own;
  }

  /**
   * Says where results go. Those before stay where they are.
   *
   * @param newFinals where the last results of an episode go when the next one starts in the same
   *     step; null where it doesn't
   */
  void bind(BatchStorage newRows, BatchStorage newFinals, int newRow) {
    previous = rows;
    previousRow = row;
    rows = newRows;
    finals = newFinals;
    row = newRow;
  }

  /** Says where the results before are, if somebody has moved them. */
  void bindPrevious(BatchStorage newPrevious, int newPreviousRow) {
    previous = newPrevious;
    previousRow = newPreviousRow;
  }

  BatchStorage rows() {
    return rows;
  }

  int row() {
    return row;
  }

  boolean keepsFinals() {
    return finals != null;
  }

  void copyTo(BatchStorage target, int targetRow) {
    rows.copyResults(row, target, targetRow);
  }

  void copyFinalsTo(BatchStorage target, int targetRow) {
    finals.copyResults(row, target, targetRow);
  }

  /** Takes over results from elsewhere, which later failures repeat. */
  void copyFrom(BatchStorage source, int sourceRow) {
    source.copyResults(sourceRow, rows, row);
  }

  /** Keeps the last results of an episode, because the next one starts in the same step. */
  void keepFinal() {
    rows.copyResults(row, finals, row);
  }

  /** The next episode could not start. */
  void takeFinalBack() {
    finals.copyResults(row, rows, row);
  }

  /** The next episode has started: the row has its observation and the outcome of the last step. */
  void takeFinalOutcome() {
    finals.copyOutcome(row, rows, row);
  }

  void repeatPrevious() {
    if (previous != null) {
      previous.copyResults(previousRow, rows, row);
    }
  }

  /** Reward and flags of a failure. */
  void writeFailure(boolean episodeIsLost) {
    rows.clearOutcome(row);
    if (episodeIsLost) {
      rows.truncated().put(row, 0, 1);
    }
  }
}
