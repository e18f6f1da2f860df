package org.workcell.tasks.metaworld;

/**
 * Lower and upper bounds of a vector.
 *
 * @param low lower bound of each element
 * @param high upper bound of each element
 */
record Box(double[] low, double[] high) {

  static double[] vector(double... values) {
    return values;
  }

  /**
   * A box of positions that is wider at either end by a fraction of its width; heights stay,
   * because tables do.
   */
  Box stretched(double fraction) {
    if (fraction == 0) {
      return this;
    }
    double[] lower = low.clone();
    double[] upper = high.clone();
    for (int i = 0; i < low.length; i++) {
      if (i % 3 != 2) {
        lower[i] -= fraction * (high[i] - low[i]);
        upper[i] += fraction * (high[i] - low[i]);
      }
    }
    return new Box(lower, upper);
  }

  /** The first element outside the bounds, or -1. */
  int firstOutside(double[] values) {
    for (int i = 0; i < low.length; i++) {
      if (values[i] < low[i] || values[i] > high[i]) {
        return i;
      }
    }
    return -1;
  }
}
