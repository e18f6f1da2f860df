package org.workcell.formats;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.numpy.NpyArray;

/** Rows of arrays, that is indices of their first dimension. */
public final class Rows {

  private Rows() {}

  /** Numbers of consecutive rows. */
  public static int[] range(int first, int count) {
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = first + i;
    }
    return rows;
  }

  /** Some rows of an array, in this order. */
  public static NpyArray of(NpyArray array, int[] rows) {
    List<Integer> shape = new ArrayList<>(array.shape());
    shape.set(0, rows.length);
    int rowBytes = array.rows() == 0 ? 0 : array.rowBytes(0).length;
    byte[] bytes = new byte[Math.multiplyExact(rowBytes, rows.length)];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(array.rowBytes(rows[i]), 0, bytes, i * rowBytes, rowBytes);
    }
    return NpyArray.of(array.type(), shape, bytes);
  }
}
