package org.workcell.tasks.parity;

import java.util.Arrays;

/** Differences of many single comparisons, of which shares are asked for. One thread at a time. */
final class Spread {

  private double[] values = new double[64];
  private int count;
  private boolean sorted = true;

  void add(double difference) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = difference;
    sorted = false;
  }

  void addAll(Spread other) {
    for (int i = 0; i < other.count; i++) {
      add(other.values[i]);
    }
  }

  int count() {
    return count;
  }

  /** The smallest number that this share of the differences does not exceed; 1 for the largest. */
  double within(double share) {
    if (!sorted) {
      Arrays.sort(values, 0, count);
      sorted = true;
    }
    return values[Math.max(0, (int) Math.ceil(share * count) - 1)];
  }
}
