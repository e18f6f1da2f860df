package org.workcell.formats.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of one column that were read. Immutable once read. */
public final class ColumnRows {

  private static final long MOST_BYTES = 1L << 28;

  private final boolean numbers;
  private final int mostElements;
  private double[] values = new double[64];
  private final List<byte[]> bytes = new ArrayList<>();
  private int[] starts = new int[64];
  private int rows;
  private int elements;
  private long byteCount;

  ColumnRows(boolean numbers, int mostElements) {
    this.numbers = numbers;
    this.mostElements = mostElements;
  }

  /** Begins a row, which has no elements yet. */
  void startRow() {
    requireRoom(rows);
    if (rows + 1 >= starts.length) {
      starts = Arrays.copyOf(starts, starts.length * 2);
    }
    rows++;
    starts[rows] = elements;
  }

  private void requireRoom(int count) {
    if (count >= mostElements) {
      throw new IllegalArgumentException(
          "a column has more than %d elements".formatted(mostElements));
    }
  }

  private void requireRow() {
    requireRoom(elements);
    if (rows == 0) {
      throw new IllegalArgumentException("a column begins within a row");
    }
    elements++;
    starts[rows] = elements;
  }

  void add(double value) {
    requireRow();
    if (elements > values.length) {
      values = Arrays.copyOf(values, values.length * 2);
    }
    values[elements - 1] = value;
  }

  void add(byte[] value) {
    requireRow();
    byteCount += value == null ? 0 : value.length;
    if (byteCount > MOST_BYTES) {
      throw new IllegalArgumentException("a column has more than %d bytes".formatted(MOST_BYTES));
    }
    bytes.add(value);
  }

  void addMissing() {
    if (numbers) {
      add(Double.NaN);
    } else {
      add((byte[]) null);
    }
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** Elements of a row; 0 where its list is empty or missing, 1 of a single value. */
  public int length(int row) {
    return starts[row + 1] - starts[row];
  }

  /** Elements that each row has; 0 where rows have different numbers or none. */
  public int commonLength() {
    for (int row = 1; row < rows; row++) {
      if (length(row) != length(0)) {
        return 0;
      }
    }
    return rows == 0 ? 0 : length(0);
  }

  /** A number; NaN where it is missing. */
  public double number(int row, int element) {
    return values[index(row, element)];
  }

  /** Bytes, not to be changed; null where they are missing. */
  public byte[] bytes(int row, int element) {
    return bytes.get(index(row, element));
  }

  /** Bytes as text in UTF-8; null where they are missing. */
  public String text(int row, int element) {
    byte[] found = bytes(row, element);
    return found == null ? null : new String(found, StandardCharsets.UTF_8);
  }

  private int index(int row, int element) {
    java.util.Objects.checkIndex(row, rows);
    return starts[row] + java.util.Objects.checkIndex(element, length(row));
  }
}
