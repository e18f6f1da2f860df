package org.workcell.sim2real.validation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.workcell.sim2real.metrics.CrossMoments;
import org.workcell.sim2real.time.Resampling;
import org.workcell.sim2real.time.SavitzkyGolay;

/**
 * How large one signal is, measured by another that should be the same.
 *
 * @param factor second = factor * first, by the ratio of their sizes, with the sign of their
 *     correlation
 * @param correlation -1 to 1
 */
record Proportion(double factor, double correlation) {

  private static final double TOLERANCE = 0.04;
  private static final SavitzkyGolay FILTER = SavitzkyGolay.of(7, 3);
  private static final int FEWEST_ROWS = 20;
  private static final int MOST_ROWS = 200_000;

  /** Ratios that units make. */
  private static final Map<Double, String> RATIOS = new TreeMap<>();

  static {
    RATIOS.put(180 / Math.PI, "deg where rad is expected");
    RATIOS.put(Math.PI / 180, "rad where deg is expected");
    RATIOS.put(30 / Math.PI, "rpm where rad/s is expected");
    RATIOS.put(Math.PI / 30, "rad/s where rpm is expected");
    RATIOS.put(1000.0, "thousandths (mrad, mm, mA, ms) where whole units are expected");
    RATIOS.put(0.001, "whole units where thousandths are expected");
    RATIOS.put(1 / (2 * Math.PI), "turns where rad is expected");
    RATIOS.put(2 * Math.PI, "rad where turns are expected");
    RATIOS.put(4096 / (2 * Math.PI), "ticks of a 12-bit encoder where rad is expected");
    RATIOS.put(9.80665, "kgf where N is expected");
  }

  /** Of two signals without their means; NaN correlation where one does not vary. */
  static Proportion of(double[] first, double[] second) {
    CrossMoments moments = CrossMoments.of(first, second);
    double size = Math.sqrt(moments.secondSquares() / moments.firstSquares());
    return new Proportion(Math.signum(moments.products()) * size, moments.correlation());
  }

  /**
   * Of the rate of change of one signal and another that should be its velocity.
   *
   * @param times growing, s
   * @return empty where there are too few rows
   */
  static Optional<Proportion> ofDerivative(double[] times, double[] position, double[] velocity) {
    Optional<double[]> grid = grid(times);
    if (grid.isEmpty() || !has(position) || !has(velocity)) {
      return Optional.empty();
    }
    double[] at = grid.get();
    return Optional.of(of(rate(times, position, at), smooth(times, velocity, at)));
  }

  /** The smoothed rate of change of a signal on an even grid. */
  static double[] rate(double[] times, double[] signal, double[] at) {
    return FILTER.derivative(Resampling.linear(times, signal, at), 1, at[1] - at[0]);
  }

  /** A signal on an even grid, as smooth as its {@link #rate}. */
  static double[] smooth(double[] times, double[] signal, double[] at) {
    return FILTER.smooth(Resampling.linear(times, signal, at));
  }

  private static boolean has(double[] signal) {
    for (double value : signal) {
      if (!Double.isNaN(value)) {
        return true;
      }
    }
    return false;
  }

  /** Even times at the mean rate of a log; empty where it has too few rows or too long gaps. */
  static Optional<double[]> grid(double[] times) {
    int rows = times.length;
    if (rows < FEWEST_ROWS) {
      return Optional.empty();
    }
    double[] steps = new double[rows - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = times[i + 1] - times[i];
    }
    Arrays.sort(steps);
    double rate = 1 / steps[steps.length / 2];
    double duration = times[rows - 1] - times[0];
    return duration * rate > MOST_ROWS
        ? Optional.empty()
        : Optional.of(Resampling.uniformTimes(times[0], times[rows - 1], rate));
  }

  /** Whether both signals are one in size. */
  boolean isOne() {
    return isNear(1);
  }

  /** Whether the factor is about this. */
  boolean isNear(double ratio) {
    return Math.abs(factor / ratio - 1) < TOLERANCE;
  }

  /** What ratio of units the factor is; empty where it is none that is known. */
  Optional<String> ratio() {
    return RATIOS.entrySet().stream()
        .filter(each -> new Proportion(Math.abs(factor), correlation).isNear(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /**
   * What ratio of units the factor is where both signals are angles, whose sizes may differ by more
   * than units; empty where it is none that nothing else makes.
   */
  Optional<String> angleRatio() {
    boolean far = Math.abs(factor) > 20 || Math.abs(factor) < 1.0 / 20;
    return far ? ratio() : Optional.empty();
  }

  /** Both numbers for people. */
  String text() {
    return String.format(Locale.ROOT, "factor %.4g, correlation %.3f", factor, correlation);
  }
}
