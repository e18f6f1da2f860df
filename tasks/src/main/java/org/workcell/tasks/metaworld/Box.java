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
