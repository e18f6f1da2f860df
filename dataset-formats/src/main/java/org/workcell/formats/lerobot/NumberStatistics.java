package org.workcell.formats.lerobot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Statistics of numbers. All but the quantiles are exact, and so are those of sets of up to {@link
 * #MOST_KEPT} numbers; of larger ones, quantiles are those of every second, fourth, ... frame.
 * Missing numbers, which are NaN, do not count; those of nothing but missing ones are 0.
 */
final class NumberStatistics implements Statistics.Collector {

  /** Numbers of a feature that are kept for its quantiles. */
  static final int MOST_KEPT = 1 << 23;

  private final int width;
  private final int mostRows;
  private final double[] min;
  private final double[] max;
  private final double[] mean;
  private final double[] squares;
  private final long[] present;
  private final List<double[]> kept = new ArrayList<>();
  private long stride = 1;
  private long count;

  NumberStatistics(int width) {
    this(width, MOST_KEPT);
  }

  NumberStatistics(int width, int mostKept) {
    this.width = width;
    this.mostRows = Math.max(2, mostKept / width);
    this.min = filled(Double.POSITIVE_INFINITY);
    this.max = filled(Double.NEGATIVE_INFINITY);
    this.mean = filled(0);
    this.squares = filled(0);
    this.present = new long[width];
  }

  private double[] filled(double value) {
    double[] all = new double[width];
    Arrays.fill(all, value);
    return all;
  }

  /** Adds the values of a frame, which are kept. */
  void add(double[] row) {
    if (count % stride == 0) {
      kept.add(row);
      thin();
    }
    count++;
    for (int i = 0; i < width; i++) {
      if (Double.isNaN(row[i])) {
        continue;
      }
      present[i]++;
      min[i] = Math.min(min[i], row[i]);
      max[i] = Math.max(max[i], row[i]);
      double before = row[i] - mean[i];
      mean[i] += before / present[i];
      squares[i] += before * (row[i] - mean[i]);
    }
  }

  private void thin() {
    if (kept.size() > mostRows) {
      List<double[]> half = new ArrayList<>();
      for (int i = 0; i < kept.size(); i += 2) {
        half.add(kept.get(i));
      }
      kept.clear();
      kept.addAll(half);
      stride *= 2;
    }
  }

  @Override
  public Statistics get() {
    double[] lowest = min.clone();
    double[] highest = max.clone();
    double[] deviation = new double[width];
    double[][] quantiles = new double[Statistics.QUANTILES.size()][width];
    for (int i = 0; i < width; i++) {
      int component = i;
      double[] column =
          kept.stream()
              .mapToDouble(row -> row[component])
              .filter(value -> !Double.isNaN(value))
              .sorted()
              .toArray();
      if (column.length == 0) {
        lowest[i] = 0;
        highest[i] = 0;
        column = new double[1];
      }
      deviation[i] = Math.sqrt(squares[i] / Math.max(1, present[i]));
      for (int q = 0; q < quantiles.length; q++) {
        quantiles[q][i] = quantile(column, Statistics.QUANTILES.get(q));
      }
    }
    List<double[]> columns = new ArrayList<>(List.of(lowest, highest, mean.clone()));
    columns.add(deviation);
    columns.addAll(List.of(quantiles));
    return Statistics.of(List.of(width), columns.toArray(double[][]::new), count);
  }

  /** Between the two nearest values, as NumPy's {@code quantile} does by default. */
  private static double quantile(double[] sorted, double fraction) {
    double rank = fraction * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
