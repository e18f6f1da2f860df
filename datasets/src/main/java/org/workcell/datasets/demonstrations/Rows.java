package org.workcell.datasets.demonstrations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.numpy.NpzFile;

/** Rows of one array while an episode runs. Memory grows by doubling and is used again. */
final class Rows {

  private static final int FIRST_ROWS = 64;

  private final List<Integer> rowShape;
  private final String type;
  private final byte[] row;
  private byte[] bytes = {};
  private int count;

  Rows(String type, List<Integer> rowShape, int rowBytes) {
    this.type = type;
    this.rowShape = rowShape;
    this.row = new byte[rowBytes];
  }

  /** Rows of a block. */
  static Rows of(BlockSpec spec) {
    int rowBytes = Math.multiplyExact(spec.size(), spec.type().bytes());
    return new Rows(DemonstrationFormat.npyType(spec.type()), spec.shape(), rowBytes);
  }

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  void append(BatchBlock block, int batchRow) {
    block.getRowBytes(batchRow, row);
    append(row);
  }

  void append(byte[] values) {
    long end = (count + 1L) * row.length;
    if (end > bytes.length) {
      grow(end);
    }
    System.arraycopy(values, 0, bytes, count * row.length, row.length);
    count++;
  }

  private void grow(long end) {
    if (end > NpzFile.LARGEST_ARRAY_BYTES) {
      throw new IllegalStateException(
          "an array of the episode is larger than the %d bytes that a file takes"
              .formatted(NpzFile.LARGEST_ARRAY_BYTES));
    }
    long wanted = Math.max(2L * bytes.length, (long) FIRST_ROWS * row.length);
    bytes = Arrays.copyOf(bytes, (int) Math.max(end, Math.min(wanted, 1 << 28)));
  }

  NpyArray toArray() {
    List<Integer> shape = new ArrayList<>(List.of(count));
    shape.addAll(rowShape);
    return NpyArray.of(type, shape, Arrays.copyOf(bytes, count * row.length));
  }

  /** One element of every row. */
  NpyArray column(int index, int elementBytes) {
    byte[] column = new byte[count * elementBytes];
    for (int i = 0; i < count; i++) {
      System.arraycopy(
          bytes, i * row.length + index * elementBytes, column, i * elementBytes, elementBytes);
    }
    return NpyArray.of(type, List.of(count), column);
  }
}
