package org.workcell.tasks.rlbench.objects;

import java.util.Arrays;

/**
 * A box along the axes that grows with the points it is given.
 *
 * @param low least coordinates, metres, [3]
 * @param high largest coordinates, [3]
 */
record Bounds(double[] low, double[] high) {

  static Bounds empty() {
    double[] low = new double[3];
    double[] high = new double[3];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
    return new Bounds(low, high);
  }

  void add(double[] point) {
    for (int i = 0; i < 3; i++) {
      low[i] = Math.min(low[i], point[i]);
      high[i] = Math.max(high[i], point[i]);
    }
  }

  double size(int axis) {
    return high[axis] - low[axis];
  }

  double diagonal() {
    return Math.sqrt(size(0) * size(0) + size(1) * size(1) + size(2) * size(2));
  }

  /** The middle of the underside, [3]. */
  double[] foot() {
    return new double[] {(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]};
  }

  /** The largest difference of a side of this box from the same side of another. */
  double difference(Bounds other) {
    double most = 0;
    for (int i = 0; i < 3; i++) {
      most = Math.max(most, Math.abs(low[i] - other.low[i]));
      most = Math.max(most, Math.abs(high[i] - other.high[i]));
    }
    return most;
  }
}
