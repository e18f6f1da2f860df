package org.workcell.sim2real.inverse;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.UnaryOperator;

/**
 * Noise that a log's positions or velocities leave in filtered velocities. Third differences of the
 * rows that change least tell it; steps of the encoder count as noise that is even across a step.
 */
final class VelocityNoise {

  private static final int LEAST_ROWS = 20;

  /**
   * Of rows {@code x0} to {@code x3} with {@code x3 = x0} the third difference is {@code 3 (x1 -
   * x2)}: 3 sqrt(2) deviations of white noise.
   */
  private static final double GAIN = 3 * Math.sqrt(2);

  private static final double MEDIAN_OF_NORMAL = 0.6745;

  /** Smaller differences are rounding, not steps of an encoder. */
  private static final double LEAST_STEP = 1e-9;

  /** Longer than the impulse responses of filters here, rows. */
  private static final int IMPULSE_ROWS = 401;

  private VelocityNoise() {}

  /**
   * Deviation of the noise of a velocity.
   *
   * @param measured positions or velocities of a joint
   * @param chain that makes filtered velocities of them
   */
  static double deviation(double[] measured, UnaryOperator<double[]> chain) {
    double step = smallestStep(measured);
    return gain(chain) * Math.max(ofThirdDifferences(measured), step / Math.sqrt(12));
  }

  private static double ofThirdDifferences(double[] values) {
    double[][] rows = new double[Math.max(0, values.length - 3)][];
    for (int i = 0; i < rows.length; i++) {
      double across = values[i + 3] - values[i];
      rows[i] =
          new double[] {Math.abs(across), Math.abs(across - 3 * (values[i + 2] - values[i + 1]))};
    }
    Arrays.sort(rows, Comparator.comparingDouble(row -> row[0]));
    double[] sizes =
        Arrays.stream(rows)
            .limit(Math.max(LEAST_ROWS, rows.length / 4))
            .mapToDouble(row -> row[1])
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return sizes.length == 0 ? 0 : sizes[sizes.length / 2] / MEDIAN_OF_NORMAL / GAIN;
  }

  private static double smallestStep(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < values.length; i++) {
      double step = Math.abs(values[i] - values[i - 1]);
      least = step > LEAST_STEP ? Math.min(least, step) : least;
    }
    return Double.isInfinite(least) ? 0 : least;
  }

  /** Of white noise: the norm of the impulse response. */
  private static double gain(UnaryOperator<double[]> chain) {
    double[] impulse = new double[IMPULSE_ROWS];
    impulse[IMPULSE_ROWS / 2] = 1;
    return Math.sqrt(Arrays.stream(chain.apply(impulse)).map(each -> each * each).sum());
  }
}
