package org.workcell.sim2real.delta;

import java.util.Arrays;

/**
 * Normal equations of least squares whose unknowns meet only their neighbours: a symmetric positive
 * definite matrix with a band, solved by Cholesky's method in place. One thread at a time.
 */
final class BandedSystem {

  private final int size;
  private final int band;

  /** Lower half: element (i, i - k) at [i * (band + 1) + k]. */
  private final double[] matrix;

  private final double[] right;

  /**
   * A system of zeros.
   *
   * @param size unknowns
   * @param band how far apart unknowns that meet are, at most
   */
  BandedSystem(int size, int band) {
    this.size = size;
    this.band = band;
    this.matrix = new double[size * (band + 1)];
    this.right = new double[size];
  }

  void clear() {
    Arrays.fill(matrix, 0);
    Arrays.fill(right, 0);
  }

  /** Adds to an element and, as the matrix is symmetric, to its mirror image. */
  void add(int row, int column, double value) {
    int i = Math.max(row, column);
    matrix[i * (band + 1) + i - Math.min(row, column)] += value;
  }

  void addRight(int row, double value) {
    right[row] += value;
  }

  double diagonal(int row) {
    return matrix[row * (band + 1)];
  }

  /** Solves; the system is used up. */
  double[] solve() {
    int stride = band + 1;
    for (int i = 0; i < size; i++) {
      for (int j = Math.max(0, i - band); j <= i; j++) {
        double sum = matrix[i * stride + i - j];
        for (int k = Math.max(0, i - band); k < j; k++) {
          if (j - k <= band) {
            sum -= matrix[i * stride + i - k] * matrix[j * stride + j - k];
          }
        }
        matrix[i * stride + i - j] =
            j == i ? Math.sqrt(Math.max(sum, 1e-300)) : sum / matrix[j * stride];
      }
    }
    double[] x = right.clone();
    for (int i = 0; i < size; i++) {
      for (int k = Math.max(0, i - band); k < i; k++) {
        x[i] -= matrix[i * stride + i - k] * x[k];
      }
      x[i] /= matrix[i * stride];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < Math.min(size, i + band + 1); k++) {
        x[i] -= matrix[k * stride + k - i] * x[k];
      }
      x[i] /= matrix[i * stride];
    }
    return x;
  }
}
