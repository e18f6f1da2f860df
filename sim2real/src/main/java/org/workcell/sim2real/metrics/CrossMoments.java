package org.workcell.sim2real.metrics;

import java.util.Arrays;

/**
 * Sums over two lists of the same length, of deviations from their means.
 *
 * @param firstSquares of the first list with itself
 * @param products of both
 * @param secondSquares of the second list with itself
 */
public record CrossMoments(double firstSquares, double products, double secondSquares) {

  /** Of two lists; all NaN of a list that is constant. */
  public static CrossMoments of(double[] first, double[] second) {
    // A constant list's mean may be off by a rounding, which must not become a correlation.
    double firstMean = isConstant(first) ? Double.NaN : mean(first);
    double secondMean = isConstant(second) ? Double.NaN : mean(second);
    double firstSquares = 0;
    double products = 0;
    double secondSquares = 0;
    for (int i = 0; i < first.length; i++) {
      double x = first[i] - firstMean;
      double y = second[i] - secondMean;
      firstSquares += x * x;
      products += x * y;
      secondSquares += y * y;
    }
    return new CrossMoments(firstSquares, products, secondSquares);
  }

  private static boolean isConstant(double[] values) {
    return Arrays.stream(values).allMatch(value -> value == values[0]);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Pearson's correlation, -1 to 1; NaN where one list is constant. */
  public double correlation() {
    return products / Math.sqrt(firstSquares * secondSquares);
  }
}
