package org.workcell.sim.environment;

import java.util.Arrays;
import org.workcell.sim.batch.BatchBlock;

/** The actions of an episode, byte for byte; room for a whole episode is made at its start. */
final class ActionLog {

  private byte[] bytes = {};
  private byte[] rowBytes = {};
  private int size;

  /** Makes room for this many steps and forgets earlier actions. */
  void start(int horizon, BatchBlock action) {
    int needed = Math.multiplyExact(horizon, action.rowBytes());
    if (bytes.length < needed) {
      bytes = new byte[needed];
    }
    if (rowBytes.length != action.rowBytes()) {
      rowBytes = new byte[action.rowBytes()];
    }
    size = 0;
  }

  void append(BatchBlock executed, int row) {
    executed.getRowBytes(row, rowBytes);
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

  /** Takes over the actions of {@link #toBytes}; room for the rest of the episode is kept. */
  void load(byte[] actions) {
    System.arraycopy(actions, 0, bytes, 0, actions.length);
    size = actions.length;
  }
}
