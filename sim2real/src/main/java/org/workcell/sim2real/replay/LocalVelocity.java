package org.workcell.sim2real.replay;

/**
 * Velocities of uneven samples: the slope, at each row, of the parabola that fits its neighbours
 * best (a Savitzky-Golay filter where times are even).
 */
final class LocalVelocity {

  /** Rows on either side, as far as they lie within the reach. */
  private static final int NEIGHBOURS = 4;

  private static final double REACH_SECONDS = 0.05;

  private LocalVelocity() {}

  /**
   * Velocities of one joint, all rows.
   *
   * @param positions NaN where one is missing; there and where fewer than two rows are known nearby
   *     the velocity is NaN
   */
  static double[] of(double[] times, double[] positions) {
    double[] velocities = new double[times.length];
    for (int row = 0; row < times.length; row++) {
      velocities[row] = at(row, times, positions);
    }
    return velocities;
  }

  private static double at(int row, double[] times, double[] positions) {
    double[] s = new double[5];
    double[] b = new double[3];
    int first = Math.max(0, row - NEIGHBOURS);
    int last = Math.min(times.length - 1, row + NEIGHBOURS);
    int count = 0;
    for (int i = first; i <= last; i++) {
      double x = (times[i] - times[row]) / REACH_SECONDS;
      boolean near = Math.abs(x) <= 1 || Math.abs(i - row) <= 1;
      if (!near || Double.isNaN(positions[i])) {
        continue;
      }
      count++;
      double power = 1;
      for (int k = 0; k < 5; k++) {
        s[k] += power;
        if (k < 3) {
          b[k] += power * positions[i];
        }
        power *= x;
      }
    }
    if (count < 2 || Double.isNaN(positions[row])) {
      return Double.NaN;
    }
    double slope = count < 4 ? line(s, b) : parabola(s, b);
    return slope / REACH_SECONDS;
  }

  private static double line(double[] s, double[] b) {
    double determinant = s[0] * s[2] - s[1] * s[1];
    return determinant == 0 ? Double.NaN : (s[0] * b[1] - s[1] * b[0]) / determinant;
  }

  /** The linear coefficient of the normal equations, by Cramer's rule. */
  private static double parabola(double[] s, double[] b) {
    double determinant = determinant(s[0], s[1], s[2], s[1], s[2], s[3], s[2], s[3], s[4]);
    double numerator = determinant(s[0], b[0], s[2], s[1], b[1], s[3], s[2], b[2], s[4]);
    return determinant == 0 ? line(s, b) : numerator / determinant;
  }

  private static double determinant(
      double a, double b, double c, double d, double e, double f, double g, double h, double i) {
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  }
}
