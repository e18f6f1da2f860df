package org.workcell.sim2real.time;

import java.util.Arrays;

/**
 * Values at other times. Commands are held, because a robot holds its last command; states are
 * interpolated. Times must grow strictly. Rows whose value is NaN are skipped, so gaps are bridged
 * by the values around them.
 */
public final class Resampling {

  private Resampling() {}

  /**
   * Times from the first to at most the last, evenly spaced, s.
   *
   * @param rateHz rows per second
   */
  public static double[] uniformTimes(double firstSeconds, double lastSeconds, double rateHz) {
    if (!(rateHz > 0) || !(lastSeconds >= firstSeconds)) {
      throw new IllegalArgumentException(
          "expected a positive rate and a last time not before the first, not %s Hz from %s to %s s"
              .formatted(rateHz, firstSeconds, lastSeconds));
    }
    // A last time that misses the grid by rounding alone belongs to it.
    int intervals = (int) Math.floor((lastSeconds - firstSeconds) * rateHz + 1e-6);
    double[] times = new double[intervals + 1];
    for (int i = 0; i < times.length; i++) {
      times[i] = firstSeconds + i / rateHz;
    }
    return times;
  }

  /**
   * The last value at or before each time (zero-order hold); before the first row, the first value.
   *
   * @param times of the rows, s
   * @param values of the rows
   * @param at where values are wanted, s, in any order
   */
  public static double[] hold(double[] times, double[] values, double[] at) {
    Rows rows = Rows.of(times, values);
    double[] held = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      held[i] = rows.value(Math.max(0, rows.lastNotAfter(at[i])));
    }
    return held;
  }

  /**
   * Straight lines between rows; the first and the last value outside.
   *
   * @param times of the rows, s
   * @param values of the rows
   * @param at where values are wanted, s, in any order
   */
  public static double[] linear(double[] times, double[] values, double[] at) {
    Rows rows = Rows.of(times, values);
    double[] result = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      int left = rows.lastNotAfter(at[i]);
      if (left < 0 || left == rows.last()) {
        result[i] = rows.value(left < 0 ? 0 : left);
        continue;
      }
      double part = (at[i] - rows.time(left)) / (rows.time(left + 1) - rows.time(left));
      result[i] = rows.value(left) + part * (rows.value(left + 1) - rows.value(left));
    }
    return result;
  }

  /**
   * Cubic Hermite pieces between rows with the slopes of PCHIP (Fritsch and Butland 1984; SciPy's
   * {@code PchipInterpolator}): smooth, and never beyond the rows around. The first and the last
   * value outside.
   *
   * @param times of the rows, s
   * @param values of the rows
   * @param at where values are wanted, s, in any order
   */
  public static double[] cubic(double[] times, double[] values, double[] at) {
    Rows rows = Rows.of(times, values);
    double[] slopes = PchipSlopes.of(rows);
    double[] result = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      int left = rows.lastNotAfter(at[i]);
      if (left < 0 || left == rows.last()) {
        result[i] = rows.value(left < 0 ? 0 : left);
        continue;
      }
      double width = rows.time(left + 1) - rows.time(left);
      double s = (at[i] - rows.time(left)) / width;
      double r = 1 - s;
      result[i] =
          r * r * (1 + 2 * s) * rows.value(left)
              + s * s * (1 + 2 * r) * rows.value(left + 1)
              + width * s * r * (r * slopes[left] - s * slopes[left + 1]);
    }
    return result;
  }

  /** Rows with values. */
  static final class Rows {

    private final double[] times;
    private final double[] values;

    private Rows(double[] times, double[] values) {
      this.times = times;
      this.values = values;
    }

    static Rows of(double[] times, double[] values) {
      if (times.length != values.length) {
        throw new IllegalArgumentException(
            "expected a value for each of %d times, not %d".formatted(times.length, values.length));
      }
      double[] keptTimes = new double[times.length];
      double[] keptValues = new double[times.length];
      int kept = 0;
      for (int i = 0; i < times.length; i++) {
        if (i > 0 && !(times[i] > times[i - 1])) {
          throw new IllegalArgumentException(
              "times must grow; row %d has %s after %s".formatted(i, times[i], times[i - 1]));
        }
        if (!Double.isNaN(values[i])) {
          keptTimes[kept] = times[i];
          keptValues[kept++] = values[i];
        }
      }
      if (kept == 0) {
        throw new IllegalArgumentException("no row has a value");
      }
      return new Rows(Arrays.copyOf(keptTimes, kept), Arrays.copyOf(keptValues, kept));
    }

    int last() {
      return times.length - 1;
    }

    double time(int row) {
      return times[row];
    }

    double value(int row) {
      return values[row];
    }

    /** The last row at or before a time; -1 before all. */
    int lastNotAfter(double time) {
      int found = Arrays.binarySearch(times, time);
      return found >= 0 ? found : -found - 2;
    }
  }
}
