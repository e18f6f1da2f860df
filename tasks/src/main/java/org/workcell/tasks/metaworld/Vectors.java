package org.workcell.tasks.metaworld;

/** Arithmetic on vectors of three numbers. */
final class Vectors {

  private Vectors() {}

  /** Euclidean distance. */
  static double distance(double[] a, double[] b) {
    double x = a[0] - b[0];
    double y = a[1] - b[1];
    double z = a[2] - b[2];
    return Math.sqrt(x * x + y * y + z * z);
  }

  /** Distance in the plane of the table. */
  static double horizontalDistance(double[] a, double[] b) {
    return length(a[0] - b[0], a[1] - b[1]);
  }

  /** Distance in the x-z plane, in which the fingers do not close. */
  static double distanceXz(double[] a, double[] b) {
    return length(a[0] - b[0], a[2] - b[2]);
  }

  private static double length(double x, double y) {
    return Math.sqrt(x * x + y * y);
  }

  /** Overwrites a vector. */
  static void set(double[] target, double x, double y, double z) {
    target[0] = x;
    target[1] = y;
    target[2] = z;
  }
}
