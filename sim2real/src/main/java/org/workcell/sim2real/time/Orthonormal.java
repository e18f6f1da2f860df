package org.workcell.sim2real.time;

/** Polynomials that are orthonormal over the rows of a window, counted from its middle. */
final class Orthonormal {

  private Orthonormal() {}

  /** Coefficients of each polynomial, the constant first, by Gram and Schmidt, done twice. */
  static double[][] coefficients(int window, int degree) {
    double[][] all = new double[degree + 1][];
    for (int k = 0; k <= degree; k++) {
      double[] own = new double[degree + 1];
      // Scaled to the window, so that powers stay of one size.
      own[k] = Math.pow(Math.max(1, window / 2), -k);
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < k; j++) {
          double shared = product(own, all[j], window);
          for (int c = 0; c <= degree; c++) {
            own[c] -= shared * all[j][c];
          }
        }
      }
      double norm = Math.sqrt(product(own, own, window));
      for (int c = 0; c <= degree; c++) {
        own[c] /= norm;
      }
      all[k] = own;
    }
    return all;
  }

  /** Values of each polynomial at each row. */
  static double[][] polynomials(int window, int degree) {
    double[][] coefficients = coefficients(window, degree);
    double[][] values = new double[degree + 1][window];
    for (int k = 0; k <= degree; k++) {
      for (int j = 0; j < window; j++) {
        values[k][j] = derivative(coefficients[k], 0, j - window / 2);
      }
    }
    return values;
  }

  private static double product(double[] left, double[] right, int window) {
    double sum = 0;
    for (int at = -(window / 2); at <= window / 2; at++) {
      sum += derivative(left, 0, at) * derivative(right, 0, at);
    }
    return sum;
  }

  /** A derivative of one polynomial, by Horner's rule. */
  static double derivative(double[] coefficients, int order, double at) {
    double value = 0;
    for (int power = coefficients.length - 1; power >= order; power--) {
      double factor = coefficients[power];
      for (int i = 0; i < order; i++) {
        factor *= power - i;
      }
      value = value * at + factor;
    }
    return value;
  }
}
