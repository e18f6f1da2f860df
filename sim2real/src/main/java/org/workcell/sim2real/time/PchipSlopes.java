package org.workcell.sim2real.time;

/** Slopes of piecewise cubic Hermite interpolation that keeps the shape of the rows. */
final class PchipSlopes {

  private PchipSlopes() {}

  static double[] of(Resampling.Rows rows) {
    int last = rows.last();
    double[] slopes = new double[last + 1];
    if (last < 1) {
      return slopes;
    }
    if (last == 1) {
      slopes[0] = secant(rows, 0);
      slopes[1] = slopes[0];
      return slopes;
    }
    for (int i = 1; i < last; i++) {
      slopes[i] = inner(width(rows, i - 1), width(rows, i), secant(rows, i - 1), secant(rows, i));
    }
    slopes[0] = end(width(rows, 0), width(rows, 1), secant(rows, 0), secant(rows, 1));
    slopes[last] =
        end(
            width(rows, last - 1),
            width(rows, last - 2),
            secant(rows, last - 1),
            secant(rows, last - 2));
    return slopes;
  }

  private static double width(Resampling.Rows rows, int i) {
    return rows.time(i + 1) - rows.time(i);
  }

  private static double secant(Resampling.Rows rows, int i) {
    return (rows.value(i + 1) - rows.value(i)) / width(rows, i);
  }

  /** The weighted harmonic mean of both sides, or flat at a turning point. */
  private static double inner(double left, double right, double before, double after) {
    if (before * after <= 0) {
      return 0;
    }
    double weightBefore = 2 * right + left;
    double weightAfter = right + 2 * left;
    return (weightBefore + weightAfter) / (weightBefore / before + weightAfter / after);
  }

  /** A three-point formula, limited so that the curve stays between the rows. */
  private static double end(double near, double far, double nearSecant, double farSecant) {
    double slope = ((2 * near + far) * nearSecant - near * farSecant) / (near + far);
    if (Math.signum(slope) != Math.signum(nearSecant)) {
      return 0;
    }
    boolean turns = Math.signum(nearSecant) != Math.signum(farSecant);
    return turns && Math.abs(slope) > 3 * Math.abs(nearSecant) ? 3 * nearSecant : slope;
  }
}
