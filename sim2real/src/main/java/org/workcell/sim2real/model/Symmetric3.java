package org.workcell.sim2real.model;

/** Symmetric 3 x 3 matrices as xx, yy, zz, xy, xz, yz. */
final class Symmetric3 {

  static final int SIZE = 6;
  private static final int SWEEPS = 60;

  private Symmetric3() {}

  /** {@code rotation * diagonal * rotation'}; rotation row-major. */
  static void compose(double[] rotation, double[] diagonal, int offset, double[] target) {
    for (int k = 0; k < SIZE; k++) {
      int row = k < 3 ? k : k == 5 ? 1 : 0;
      int column = k < 3 ? k : k == 3 ? 1 : 2;
      double sum = 0;
      for (int i = 0; i < 3; i++) {
        sum += rotation[3 * row + i] * diagonal[offset + i] * rotation[3 * column + i];
      }
      target[k] = sum;
    }
  }

  /**
   * Eigenvalues and a right-handed matrix whose columns are the eigenvectors, by Jacobi rotations.
   */
  static void decompose(double[] s, double[] values, double[] vectors) {
    double[] a = {s[0], s[3], s[4], s[3], s[1], s[5], s[4], s[5], s[2]};
    for (int i = 0; i < 9; i++) {
      vectors[i] = i % 4 == 0 ? 1 : 0;
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      double off = Math.abs(a[1]) + Math.abs(a[2]) + Math.abs(a[5]);
      if (off <= 1e-300 + 1e-18 * (Math.abs(a[0]) + Math.abs(a[4]) + Math.abs(a[8]))) {
        break;
      }
      rotate(a, vectors, 0, 1);
      rotate(a, vectors, 0, 2);
      rotate(a, vectors, 1, 2);
    }
    for (int i = 0; i < 3; i++) {
      values[i] = a[4 * i];
    }
  }

  private static void rotate(double[] a, double[] vectors, int p, int q) {
    double apq = a[3 * p + q];
    if (apq == 0) {
      return;
    }
    double theta = (a[3 * q + q] - a[3 * p + p]) / (2 * apq);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int i = 0; i < 3; i++) {
      double left = a[3 * i + p];
      double right = a[3 * i + q];
      a[3 * i + p] = c * left - s * right;
      a[3 * i + q] = s * left + c * right;
    }
    for (int i = 0; i < 3; i++) {
      double upper = a[3 * p + i];
      double lower = a[3 * q + i];
      a[3 * p + i] = c * upper - s * lower;
      a[3 * q + i] = s * upper + c * lower;
      double left = vectors[3 * i + p];
      double right = vectors[3 * i + q];
      vectors[3 * i + p] = c * left - s * right;
      vectors[3 * i + q] = s * left + c * right;
    }
  }
}
