package org.workcell.datasets.logs;

import java.util.Arrays;

/** One column that grows while a file is read. */
final class ColumnBuffer {

  private static final int FIRST_ROWS = 1024;

  private double[] values = new double[FIRST_ROWS];
  private int rows;

  void add(double value) {
    if (rows == values.length) {
      values = Arrays.copyOf(values, 2 * rows);
    }
    values[rows++] = value;
  }

  double[] toArray() {
    return Arrays.copyOf(values, rows);
  }
}
