package org.workcell.sim.vector;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.random.RandomStream;

/**
 * All results of one environment, in order, and the actions that led to them: action number {@code
 * k} of environment {@code i} is always the same, however calls are scheduled.
 */
final class Transcript {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final RandomStream actions;
  private final int length;
  private int results;

  /** Keeps the first observation and the results of so many steps. */
  Transcript(int environment, int steps) {
    length = steps + 1;
    actions = new RandomStream(1000 + environment);
  }

  void writeNextAction(BatchBlock action, int row) {
    for (int i = 0; i < action.spec().size(); i++) {
      action.put(row, i, actions.uniform(-1, 1));
    }
  }

  boolean isFull() {
    return results == length;
  }

  void read(VectorBatch batch, int row) {
    results++;
    bytes.write(batch.status(row).ordinal());
    append(batch.rows(), row);
    if (batch.hasFinal(row)) {
      append(batch.finals(), row);
    }
  }

  private void append(BatchStorage storage, int row) {
    List<BatchBlock> blocks = new ArrayList<>();
    for (int i = 0; i < storage.observationCount(); i++) {
      blocks.add(storage.observation(i));
    }
    blocks.addAll(
        List.of(
            storage.reward(),
            storage.terminated(),
            storage.truncated(),
            storage.success(),
            storage.info(),
            storage.episode()));
    for (BatchBlock block : blocks) {
      byte[] rowBytes = new byte[block.rowBytes()];
      block.getRowBytes(row, rowBytes);
      bytes.writeBytes(rowBytes);
    }
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
