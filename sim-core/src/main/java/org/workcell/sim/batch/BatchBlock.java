package org.workcell.sim.batch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * One block of a batch, {@code [env][...]}, in direct memory. Reading and writing allocate nothing.
 * Different threads may use different rows at the same time.
 */
public final class BatchBlock {

  private final BlockSpec spec;
  private final int width;
  private final ByteBuffer bytes;
  private final DoubleBuffer doubles;
  private final FloatBuffer floats;
  private final IntBuffer ints;
  private final LongBuffer longs;

  BatchBlock(BlockSpec spec, ByteBuffer memory) {
    this.spec = spec;
    this.width = spec.size();
    this.bytes = memory.order(ByteOrder.nativeOrder());
    this.doubles = spec.type() == DataType.FLOAT64 ? bytes.asDoubleBuffer() : null;
    this.floats = spec.type() == DataType.FLOAT32 ? bytes.asFloatBuffer() : null;
    this.ints = spec.type() == DataType.INT32 ? bytes.asIntBuffer() : null;
    this.longs = spec.type() == DataType.INT64 ? bytes.asLongBuffer() : null;
  }

  /** A block in memory of its own, for example for action chunks. */
  public static BatchBlock allocate(BlockSpec spec, int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("a block has at least one environment, not " + rows);
    }
    int bytes = Math.multiplyExact(rows, spec.size() * spec.type().bytes());
    return new BatchBlock(spec, ByteBuffer.allocateDirect(bytes));
  }

  /** Name, type, shape and bounds. */
  public BlockSpec spec() {
    return spec;
  }

  /** The whole block as bytes in native order, for bulk transfers. */
  public ByteBuffer memory() {
    return bytes.duplicate().order(ByteOrder.nativeOrder());
  }

  /** One element of a row. */
  public double get(int row, int index) {
    int i = row * width + index;
    return switch (spec.type()) {
      case FLOAT64 -> doubles.get(i);
      case FLOAT32 -> floats.get(i);
      case INT64 -> longs.get(i);
      case INT32 -> ints.get(i);
      case UINT8 -> bytes.get(i) & 0xFF;
    };
  }

  /**
   * Writes one element of a row, rounded to the block's type.
   *
   * @throws IllegalArgumentException if a finite number would become an infinite one
   */
  public void put(int row, int index, double value) {
    int i = row * width + index;
    switch (spec.type()) {
      case FLOAT64 -> doubles.put(i, value);
      case FLOAT32 -> floats.put(i, single(index, value));
      case INT64 -> longs.put(i, (long) value);
      case INT32 -> ints.put(i, (int) value);
      case UINT8 -> bytes.put(i, (byte) (int) value);
    }
  }

  private float single(int index, double value) {
    if (!spec.type().canHold(value)) {
      throw new IllegalArgumentException(
          "%s[%d] is %s, which float32 cannot hold; expected at most %s in size"
              .formatted(spec.name(), index, value, Float.MAX_VALUE));
    }
    return (float) value;
  }

  /** One element of a row of int64, all of its bits. */
  public long getLong(int row, int index) {
    return longs.get(row * width + index);
  }

  /** Writes one element of a row of int64, all of its bits. */
  public void putLong(int row, int index, long value) {
    longs.put(row * width + index, value);
  }

  /** Copies a row, widened to doubles, into the front of {@code target}. */
  public void getRow(int row, double[] target) {
    if (doubles != null) {
      doubles.get(row * width, target, 0, width);
      return;
    }
    for (int i = 0; i < width; i++) {
      target[i] = get(row, i);
    }
  }

  /** Overwrites a row with the front of {@code source}, rounded to the block's type. */
  public void putRow(int row, double[] source) {
    if (doubles != null) {
      doubles.put(row * width, source, 0, width);
      return;
    }
    for (int i = 0; i < width; i++) {
      put(row, i, source[i]);
    }
  }

  /** Copies the whole block, as bytes in native order, to an array from {@code offset} on. */
  public void copyTo(byte[] target, int offset) {
    bytes.get(0, target, offset, bytes.capacity());
  }

  /** Copies the bytes of a row. */
  public void getRowBytes(int row, byte[] target) {
    bytes.get(row * rowBytes(), target, 0, rowBytes());
  }

  /** Overwrites the bytes of a row. */
  public void putRowBytes(int row, byte[] source) {
    bytes.put(row * rowBytes(), source, 0, rowBytes());
  }

  /** Copies as many bytes of the front of a row as {@code target} has. */
  void getFrontBytes(int row, byte[] target) {
    bytes.get(row * rowBytes(), target, 0, target.length);
  }

  /** Overwrites the front of a row; the bytes after it stay as they are. */
  void putFrontBytes(int row, byte[] source) {
    if (source.length > rowBytes()) {
      throw new IllegalArgumentException(
          "%d bytes do not fit a row of %d".formatted(source.length, rowBytes()));
    }
    bytes.put(row * rowBytes(), source, 0, source.length);
  }

  /** Copies a row to a row of a block of the same spec. */
  public void copyRow(int row, BatchBlock target, int targetRow) {
    int size = rowBytes();
    target.bytes.put(targetRow * size, bytes, row * size, size);
  }

  /** Copies as many elements of a row as a row of {@code target} has; of the same type. */
  public void copyPart(int row, int firstElement, BatchBlock target, int targetRow) {
    int size = target.rowBytes();
    int start = row * rowBytes() + firstElement * spec.type().bytes();
    target.bytes.put(targetRow * size, bytes, start, size);
  }

  /** Copies an element to a block of the same or a wider type. */
  public void copyElement(int row, int index, BatchBlock target, int targetRow, int targetIndex) {
    if (longs != null && target.longs != null) {
      target.putLong(targetRow, targetIndex, getLong(row, index));
    } else {
      target.put(targetRow, targetIndex, get(row, index));
    }
  }

  /** Sets every byte of a row to zero. */
  public void clearRow(int row) {
    int size = rowBytes();
    for (int i = row * size; i < (row + 1) * size; i++) {
      bytes.put(i, (byte) 0);
    }
  }

  /** Size of one row in bytes. */
  public int rowBytes() {
    return width * spec.type().bytes();
  }
}
