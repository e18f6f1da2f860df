package org.workcell.tasks.common;

/**
 * Lower and upper bounds of a vector, for example of the context that a task draws. The arrays are
 * not copied and not to be changed.
 *
 * @param low lower bound of each element
 * @param high upper bound of each element, as many as there are lower ones
 */
public record Box(double[] low, double[] high) {

  /** Coordinates of a point; the third is its height. */
  private static final int POINT = 3;

  private static final int HEIGHT = 2;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if they differ in length or are crossed
   */
  public Box {
    if (low.length != high.length) {
      throw new IllegalArgumentException(
          "a box has %d lower and %d upper bounds; give as many of both"
              .formatted(low.length, high.length));
    }
    for (int i = 0; i < low.length; i++) {
      if (!(low[i] <= high[i])) {
        throw new IllegalArgumentException(
            "bound %d of a box goes from %s to %s; expected low <= high"
                .formatted(i, low[i], high[i]));
      }
    }
  }

  /** The numbers as an array, to write bounds as {@code vector(0, 0.6, 0.02)}. */
  public static double[] vector(double... values) {
    return values;
  }

  /**
   * A box of positions (x, y and z of one point after another, in metres) that is wider at either
   * end by a fraction of its width. Heights stay, because tables do.
   */
  public Box stretched(double fraction) {
    if (fraction == 0) {
      return this;
    }
    double[] lower = low.clone();
    double[] upper = high.clone();
    for (int i = 0; i < low.length; i++) {
      if (i % POINT != HEIGHT) {
        lower[i] -= fraction * (high[i] - low[i]);
        upper[i] += fraction * (high[i] - low[i]);
      }
    }
    return new Box(lower, upper);
  }

  /** The first element outside the bounds, or -1. */
  public int firstOutside(double[] values) {
    for (int i = 0; i < low.length; i++) {
      if (!(values[i] >= low[i] && values[i] <= high[i])) {
        return i;
      }
    }
    return -1;
  }
}
