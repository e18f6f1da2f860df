package org.workcell.tasks.kitchen.experts;

/** Rotation matrices, row-major, as arrays of nine. */
final class Rotations {

  private static final double TINY = 1e-9;

  private Rotations() {}

  static void identity(double[] matrix) {
    for (int i = 0; i < 9; i++) {
      matrix[i] = i % 4 == 0 ? 1 : 0;
    }
  }

  /** Turns a frame about one of its own axes: 0, 1 or 2. */
  static void turn(double[] matrix, int axis, double angle) {
    double cosine = Math.cos(angle);
    double sine = Math.sin(angle);
    int first = (axis + 1) % 3;
    int second = (axis + 2) % 3;
    for (int row = 0; row < 9; row += 3) {
      double a = matrix[row + first];
      double b = matrix[row + second];
      matrix[row + first] = cosine * a + sine * b;
      matrix[row + second] = cosine * b - sine * a;
    }
  }

  static void column(double[] matrix, int column, double[] target) {
    for (int i = 0; i < 3; i++) {
      target[i] = matrix[3 * i + column];
    }
  }

  /** Coordinates in a frame of a vector of the world. */
  static void toFrame(double[] frame, double[] vector, double[] target) {
    for (int i = 0; i < 3; i++) {
      target[i] = frame[i] * vector[0] + frame[3 + i] * vector[1] + frame[6 + i] * vector[2];
    }
  }

  /** The rotation from one frame to another as axis times angle, in the frames' own coordinates. */
  static void difference(double[] from, double[] to, double[] target) {
    double trace = -1;
    double[] axis = target;
    axis[0] = product(from, 2, to, 1) - product(from, 1, to, 2);
    axis[1] = product(from, 0, to, 2) - product(from, 2, to, 0);
    axis[2] = product(from, 1, to, 0) - product(from, 0, to, 1);
    for (int i = 0; i < 3; i++) {
      trace += product(from, i, to, i);
    }
    double length = Math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
    double scale = length < TINY ? 0 : Math.atan2(length, trace) / length;
    for (int i = 0; i < 3; i++) {
      axis[i] *= scale;
    }
  }

  /** Inner product of a column of one matrix and a column of another. */
  private static double product(double[] a, int columnOfA, double[] b, int columnOfB) {
    return a[columnOfA] * b[columnOfB]
        + a[3 + columnOfA] * b[3 + columnOfB]
        + a[6 + columnOfA] * b[6 + columnOfB];
  }
}
