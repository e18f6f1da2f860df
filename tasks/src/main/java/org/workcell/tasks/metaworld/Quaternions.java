package org.workcell.tasks.metaworld;

import org.workcell.sim.physics.DoubleArray;

/** Quaternions as observations carry them. */
final class Quaternions {

  private static final int COLUMNS = 3;

  private Quaternions() {}

  /**
   * Writes the quaternion of a rotation matrix, scalar last (x, y, z, w), sign not canonical: the
   * algorithm of SciPy's {@code Rotation.from_matrix}, which divides by the largest component.
   *
   * @param matrices row-major 3 x 3 matrices, one per row
   * @param row which matrix
   * @param quatXyzw receives 4 numbers
   * @param offset where in {@code quatXyzw} they start
   */
  static void fromMatrix(DoubleArray matrices, int row, double[] quatXyzw, int offset) {
    double trace = at(matrices, row, 0, 0) + at(matrices, row, 1, 1) + at(matrices, row, 2, 2);
    int largest = largestDiagonal(matrices, row, trace);
    if (largest < COLUMNS) {
      int i = largest;
      int j = (i + 1) % COLUMNS;
      int k = (j + 1) % COLUMNS;
      quatXyzw[offset + i] = 1 - trace + 2 * at(matrices, row, i, i);
      quatXyzw[offset + j] = at(matrices, row, j, i) + at(matrices, row, i, j);
      quatXyzw[offset + k] = at(matrices, row, k, i) + at(matrices, row, i, k);
      quatXyzw[offset + 3] = at(matrices, row, k, j) - at(matrices, row, j, k);
    } else {
      quatXyzw[offset] = at(matrices, row, 2, 1) - at(matrices, row, 1, 2);
      quatXyzw[offset + 1] = at(matrices, row, 0, 2) - at(matrices, row, 2, 0);
      quatXyzw[offset + 2] = at(matrices, row, 1, 0) - at(matrices, row, 0, 1);
      quatXyzw[offset + 3] = 1 + trace;
    }
    normalize(quatXyzw, offset);
  }

  /** Index of the largest of the three diagonal elements and the trace, which has index 3. */
  private static int largestDiagonal(DoubleArray matrices, int row, double trace) {
    int largest = 0;
    for (int i = 1; i < COLUMNS; i++) {
      if (at(matrices, row, i, i) > at(matrices, row, largest, largest)) {
        largest = i;
      }
    }
    return trace > at(matrices, row, largest, largest) ? COLUMNS : largest;
  }

  private static double at(DoubleArray matrices, int row, int i, int j) {
    return matrices.get(row, COLUMNS * i + j);
  }

  private static void normalize(double[] quaternion, int offset) {
    double squared = 0;
    for (int i = offset; i < offset + 4; i++) {
      squared += quaternion[i] * quaternion[i];
    }
    double norm = Math.sqrt(squared);
    for (int i = offset; i < offset + 4; i++) {
      quaternion[i] /= norm;
    }
  }
}
