package org.workcell.testing.contract;

import java.io.ByteArrayOutputStream;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.vector.VectorBatch;

/** Everything that a row shows, as bytes. */
final class RowBytes {

  private RowBytes() {}

  /** Results without what says who and when: equal for equal episodes wherever they run. */
  static byte[] results(BatchStorage storage, int row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < storage.observationCount(); i++) {
      append(bytes, storage.observation(i), row);
    }
    append(bytes, storage.reward(), row);
    append(bytes, storage.terminated(), row);
    append(bytes, storage.truncated(), row);
    append(bytes, storage.success(), row);
    append(bytes, storage.info(), row);
    append(bytes, storage.episode(), row);
    for (int i = 0; i < storage.maskCount(); i++) {
      append(bytes, storage.mask(i), row);
    }
    return bytes.toByteArray();
  }

  /** Results with seed, variation and words of the episode, and the last results of one before. */
  static byte[] of(VectorBatch batch, int row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(results(batch.rows(), row));
    bytes.writeBytes(
        "%d %d %s"
            .formatted(batch.seed(row), batch.variation(row), batch.instruction(row))
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    if (batch.hasFinal(row)) {
      bytes.writeBytes(results(batch.finals(), row));
    }
    return bytes.toByteArray();
  }

  private static void append(ByteArrayOutputStream bytes, BatchBlock block, int row) {
    byte[] rowBytes = new byte[block.rowBytes()];
    block.getRowBytes(row, rowBytes);
    bytes.writeBytes(rowBytes);
  }
}
