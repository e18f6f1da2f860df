package org.workcell.tasks.common;

/**
 * Arithmetic on positions: three world coordinates, metres. Pure functions that allocate nothing.
 */
public final class Vectors {

  private Vectors() {}

  /** Euclidean distance. */
  public static double distance(double[] a, double[] b) {
    double x = a[0] - b[0];
    double y = a[1] - b[1];
    double z = a[2] - b[2];
    return Math.sqrt(x * x + y * y + z * z);
  }

  /** Distance in the plane of the table. */
  public static double horizontalDistance(double[] a, double[] b) {
    return length(a[0] - b[0], a[1] - b[1]);
  }

  /** Distance in the x-z plane, in which the fingers do not close. */
  public static double distanceXz(double[] a, double[] b) {
    return length(a[0] - b[0], a[2] - b[2]);
  }

  /**
   * Distance, in the plane of the table, of the two positions of a context that holds the place of
   * an object (3) and that of its goal (3).
   */
  public static double horizontalDistance(double[] objectAndGoal) {
    return length(objectAndGoal[0] - objectAndGoal[3], objectAndGoal[1] - objectAndGoal[4]);
  }

  private static double length(double x, double y) {
    return Math.sqrt(x * x + y * y);
  }

  /** Overwrites a vector. */
  public static void set(double[] target, double x, double y, double z) {
    target[0] = x;
    target[1] = y;
    target[2] = z;
  }
}
