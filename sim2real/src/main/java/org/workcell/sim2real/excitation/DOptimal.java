package org.workcell.sim2real.excitation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A choice among candidates by D-optimality: the determinant of the sum of their information
 * matrices, whose inverse bounds the covariance of estimates, is to be large. Chooses one after the
 * other, each time the candidate that raises it most; the first of equals.
 */
public final class DOptimal {

  /** Added to the diagonal, relative to its mean, so that singular sums can be compared. */
  private static final double RIDGE = 1e-9;

  /**
   * What was chosen.
   *
   * @param indices of the candidates, in the order in which they were chosen
   * @param logDeterminant of the sum, natural logarithm
   */
  public record Choice(List<Integer> indices, double logDeterminant) {}

  private DOptimal() {}

  /**
   * Chooses.
   *
   * @param information symmetric, positive semi-definite matrices of equal size, one for each
   *     candidate: {@code sum J^T W J} over the rows of what would be measured
   * @param count how many to choose, each at most once
   * @throws IllegalArgumentException if there are not as many candidates, or sizes differ
   */
  public static Choice choose(List<double[][]> information, int count) {
    if (count < 1 || count > information.size()) {
      throw new IllegalArgumentException(
          "%d of %d candidates cannot be chosen".formatted(count, information.size()));
    }
    int size = information.get(0).length;
    double ridge = RIDGE * meanDiagonal(information, size);
    double[][] sum = new double[size][size];
    List<Integer> chosen = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    while (chosen.size() < count) {
      int next = -1;
      best = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < information.size(); i++) {
        double value =
            chosen.contains(i)
                ? Double.NEGATIVE_INFINITY
                : logDeterminant(plus(sum, information.get(i)), ridge);
        if (value > best || (next < 0 && !chosen.contains(i))) {
          best = value;
          next = i;
        }
      }
      chosen.add(next);
      sum = plus(sum, information.get(next));
    }
    return new Choice(List.copyOf(chosen), best);
  }

  /**
   * Chooses among motions whose information a callback knows.
   *
   * @param information gives each candidate's matrix; called once for each
   */
  public static <T> Choice choose(
      List<T> candidates, int count, Function<T, double[][]> information) {
    return choose(candidates.stream().map(information).toList(), count);
  }

  private static double meanDiagonal(List<double[][]> information, int size) {
    ToDoubleFunction<double[][]> trace =
        matrix -> {
          if (matrix.length != size) {
            throw new IllegalArgumentException(
                "information matrices have sizes %d and %d".formatted(size, matrix.length));
          }
          double sum = 0;
          for (int i = 0; i < size; i++) {
            sum += matrix[i][i];
          }
          return sum;
        };
    return information.stream().mapToDouble(trace).sum() / (information.size() * size);
  }

  private static double[][] plus(double[][] a, double[][] b) {
    double[][] sum = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        sum[i][j] = a[i][j] + b[i][j];
      }
    }
    return sum;
  }

  /** By Cholesky factors of the matrix plus a ridge; overwrites it. */
  private static double logDeterminant(double[][] matrix, double ridge) {
    double log = 0;
    for (int i = 0; i < matrix.length; i++) {
      matrix[i][i] += ridge;
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[i][k] * matrix[j][k];
        }
        if (i == j && !(sum > 0)) {
          return Double.NEGATIVE_INFINITY;
        }
        matrix[i][j] = i == j ? Math.sqrt(sum) : sum / matrix[j][j];
      }
      log += 2 * Math.log(matrix[i][i]);
    }
    return log;
  }
}
