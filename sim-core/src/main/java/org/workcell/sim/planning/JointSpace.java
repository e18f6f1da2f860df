package org.workcell.sim.planning;

/** Euclidean geometry of joint positions. */
final class JointSpace {

  private JointSpace() {}

  static double distance(double[] a, double[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += (b[i] - a[i]) * (b[i] - a[i]);
    }
    return Math.sqrt(squares);
  }

  static double largestDifference(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(b[i] - a[i]));
    }
    return largest;
  }

  /** Writes the point at a share of the way from one point to another. */
  static void interpolate(double[] from, double[] to, double share, double[] target) {
    for (int i = 0; i < from.length; i++) {
      target[i] = from[i] + share * (to[i] - from[i]);
    }
  }
}
