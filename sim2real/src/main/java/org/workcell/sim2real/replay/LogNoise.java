package org.workcell.sim2real.replay;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Noise of logged positions and velocities, by the median size of their differences of third to
 * sixth order: motion hardly changes from row to row as much as noise does, and where it does, the
 * median passes over it. Fast motion passes for noise in low orders, and the more so in high ones
 * where rows are far apart, so the order counts that finds the least noise.
 *
 * @param position deviation of each joint, rad or m
 * @param velocity deviation of each joint, rad/s or m/s
 */
public record LogNoise(double[] position, double[] velocity) {

  private static final double LEAST_POSITION = 1e-5;
  private static final double LEAST_VELOCITY = 1e-3;

  private static final int LEAST_ORDER = 3;
  private static final int MOST_ORDER = 6;

  private static final double MEDIAN_OF_NORMAL = 0.6745;

  /**
   * Of logs of the same joints.
   *
   * @throws IndexOutOfBoundsException if there are none
   */
  public static LogNoise of(List<ReplayLog> logs) {
    int joints = logs.get(0).joints().size();
    double[] position = new double[joints];
    double[] velocity = new double[joints];
    for (int joint = 0; joint < joints; joint++) {
      position[joint] = Math.max(LEAST_POSITION, deviation(logs, joint, true));
      velocity[joint] = Math.max(LEAST_VELOCITY, deviation(logs, joint, false));
    }
    return new LogNoise(position, velocity);
  }

  private static double deviation(List<ReplayLog> logs, int joint, boolean positions) {
    List<double[]> differences =
        logs.stream()
            .map(
                log ->
                    IntStream.range(0, log.rows())
                        .mapToDouble(row -> value(log, row, joint, positions))
                        .toArray())
            .toList();
    double least = Double.POSITIVE_INFINITY;
    // The square of a difference of order n of white noise is the binomial coefficient (2n, n).
    double squaredGain = 1;
    for (int order = 1; order <= MOST_ORDER; order++) {
      differences = differences.stream().map(LogNoise::difference).toList();
      squaredGain *= 2 * (2 * order - 1.0) / order;
      if (order >= LEAST_ORDER) {
        double size = medianSize(differences);
        least = Math.min(least, size / MEDIAN_OF_NORMAL / Math.sqrt(squaredGain));
      }
    }
    return least;
  }

  private static double[] difference(double[] values) {
    double[] differences = new double[Math.max(0, values.length - 1)];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = values[i + 1] - values[i];
    }
    return differences;
  }

  private static double medianSize(List<double[]> values) {
    double[] sizes =
        values.stream()
            .flatMapToDouble(DoubleStream::of)
            .filter(Double::isFinite)
            .map(Math::abs)
            .sorted()
            .toArray();
    return sizes.length == 0 ? 0 : sizes[sizes.length / 2];
  }

  private static double value(ReplayLog log, int row, int joint, boolean position) {
    return position ? log.position(row, joint) : log.velocity(row, joint);
  }
}
