package org.workcell.sim2real.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Noise of logged positions and velocities, by the median size of their third differences: motion
 * hardly changes from row to row as much as noise does, and where it does, the median passes over
 * it.
 *
 * @param position deviation of each joint, rad or m
 * @param velocity deviation of each joint, rad/s or m/s
 */
public record LogNoise(double[] position, double[] velocity) {

  private static final double LEAST_POSITION = 1e-5;
  private static final double LEAST_VELOCITY = 1e-3;

  /** A third difference of white noise of deviation 1 has deviation sqrt(1 + 9 + 9 + 1). */
  private static final double GAIN = Math.sqrt(20);

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
    List<Double> sizes = new ArrayList<>();
    for (ReplayLog log : logs) {
      for (int row = 3; row < log.rows(); row++) {
        double difference =
            value(log, row, joint, positions)
                - 3 * value(log, row - 1, joint, positions)
                + 3 * value(log, row - 2, joint, positions)
                - value(log, row - 3, joint, positions);
        if (Double.isFinite(difference)) {
          sizes.add(Math.abs(difference));
        }
      }
    }
    double[] sorted = sizes.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2] / MEDIAN_OF_NORMAL / GAIN;
  }

  private static double value(ReplayLog log, int row, int joint, boolean position) {
    return position ? log.position(row, joint) : log.velocity(row, joint);
  }
}
