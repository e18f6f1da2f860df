package org.workcell.sim.environment;

import java.util.Arrays;
import org.workcell.sim.batch.BatchBlock;

/**
 * The actions of an episode, byte for byte. Its memory grows with the steps taken and is kept for
 * the next episode, so that an episode of usual length allocates at its start and not within its
 * steps.
 */
final class ActionLog {

  /** Most bytes of actions of an episode; records and snapshots are read up to this size. */
  static final int MOST_BYTES = 1 << 28;

  /** Steps for which there is room at the start; of longer episodes the memory doubles. */
  private static final int FIRST_STEPS = 1024;

  private byte[] bytes = {};
  private byte[] rowBytes = {};
  private int size;

  /** Forgets earlier actions and makes room for the first steps of an episode. */
  void start(int horizon, BatchBlock action) {
    if (rowBytes.length != action.rowBytes()) {
      rowBytes = new byte[action.rowBytes()];
    }
    makeRoom(Math.min(horizon, FIRST_STEPS) * rowBytes.length);
    size = 0;
  }

  private void makeRoom(int needed) {
    if (bytes.length < needed) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(needed, 2L * bytes.length)));
    }
  }

  void append(BatchBlock executed, int row) {
    executed.getRowBytes(row, rowBytes);
    makeRoom(size + rowBytes.length);
    System.arraycopy(rowBytes, 0, bytes, size, rowBytes.length);
    size += rowBytes.length;
  }

  /**
   * Writes the last action into a row.
   *
   * @throws IllegalArgumentException if there is none
   */
  void writeLast(BatchBlock target, int row) {
    if (size == 0) {
      throw new IllegalArgumentException(
          "there is no action to hold in the first step of an episode; send one");
    }
    System.arraycopy(bytes, size - rowBytes.length, rowBytes, 0, rowBytes.length);
    target.putRowBytes(row, rowBytes);
  }

  /** Number of actions. */
  int steps() {
    return rowBytes.length == 0 ? 0 : size / rowBytes.length;
  }

  void clear() {
    size = 0;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /**
   * Checks whether actions of {@link #toBytes} are of an episode that fits a horizon.
   *
   * @throws IllegalArgumentException if not
   */
  void requireFits(byte[] actions, int horizon, BatchBlock action) {
    int rowSize = action.rowBytes();
    if (actions.length % rowSize != 0 || actions.length / rowSize > horizon) {
      throw new IllegalArgumentException(
          "the snapshot is of an episode of %d bytes of actions; this environment has %d steps of %d"
              .formatted(actions.length, horizon, rowSize));
    }
  }

  /** Takes over the actions of {@link #toBytes}. */
  void load(byte[] actions) {
    makeRoom(actions.length);
    System.arraycopy(actions, 0, bytes, 0, actions.length);
    size = actions.length;
  }
}
