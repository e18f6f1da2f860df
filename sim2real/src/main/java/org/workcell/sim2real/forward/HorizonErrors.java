package org.workcell.sim2real.forward;

import java.util.Arrays;
import java.util.List;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.replay.Channel;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.Trajectory;
import org.workcell.sim2real.replay.Windows;

/**
 * Open-loop errors: root mean squares over windows and joints of position errors, rad or m, at the
 * row next to each horizon. A window in which a simulation diverged makes them infinite. Immutable.
 */
public final class HorizonErrors {

  /** Between beginnings of windows, s. */
  public static final double STRIDE_SECONDS = 0.1;

  private final List<Double> horizonsSeconds;
  private final double[] sums;
  private final double[] standing;
  private final long count;

  private HorizonErrors(
      List<Double> horizonsSeconds, double[] sums, double[] standing, long count) {
    this.horizonsSeconds = horizonsSeconds;
    this.sums = sums;
    this.standing = standing;
    this.count = count;
  }

  /** Of no window. */
  static HorizonErrors none(List<Double> horizonsSeconds) {
    return new HorizonErrors(
        horizonsSeconds, new double[horizonsSeconds.size()], new double[horizonsSeconds.size()], 0);
  }

  /** Whether any of these logs is as long as the longest horizon. */
  static boolean existFor(FamilyModel model, List<RobotLog> logs, ForwardOptions options) {
    return !Windows.every(
            WindowSet.replayable(model, logs), options.longestHorizon(), STRIDE_SECONDS)
        .isEmpty();
  }

  /**
   * Of a family with values of its unknowns; {@link #none} where every log is shorter than the
   * longest horizon.
   */
  static HorizonErrors of(
      FamilyModel model, double[] values, List<RobotLog> logs, ForwardOptions options) {
    List<Double> horizons = options.horizonsSeconds();
    if (!existFor(model, logs, options)) {
      return none(horizons);
    }
    double[] sums = new double[horizons.size()];
    double[] standing = new double[horizons.size()];
    long count = 0;
    try (WindowSet windows =
        WindowSet.of(
            model,
            logs,
            options.longestHorizon(),
            STRIDE_SECONDS,
            options.threads(),
            Integer.MAX_VALUE)) {
      for (Trajectory trajectory : windows.batch().replay(model.vector(values))) {
        ReplayLog log = trajectory.log();
        for (int h = 0; h < sums.length; h++) {
          int row = rowAt(trajectory, horizons.get(h));
          int start = trajectory.window().start();
          for (int joint = 0; joint < log.joints().size(); joint++) {
            double measured = log.position(start + 1 + row, joint);
            double simulated = trajectory.value(Channel.POSITION, row, joint);
            sums[h] +=
                trajectory.diverged() ? Double.POSITIVE_INFINITY : square(simulated, measured);
            standing[h] += square(log.position(start, joint), measured);
          }
        }
        count += log.joints().size();
      }
    }
    return new HorizonErrors(horizons, sums, standing, count);
  }

  /** A missing value is no error. */
  private static double square(double value, double measured) {
    double difference = value - measured;
    return Double.isNaN(difference) ? 0 : difference * difference;
  }

  private static int rowAt(Trajectory trajectory, double horizon) {
    int row = 0;
    while (row < trajectory.window().rows() - 1
        && Math.abs(trajectory.seconds(row + 1) - horizon)
            <= Math.abs(trajectory.seconds(row) - horizon)) {
      row++;
    }
    return row;
  }

  HorizonErrors plus(HorizonErrors other) {
    double[] sum = sums.clone();
    double[] still = standing.clone();
    Arrays.setAll(sum, i -> sums[i] + other.sums[i]);
    Arrays.setAll(still, i -> standing[i] + other.standing[i]);
    return new HorizonErrors(horizonsSeconds, sum, still, count + other.count);
  }

  /** The horizons, s. */
  public List<Double> horizonsSeconds() {
    return horizonsSeconds;
  }

  /** Error at a horizon by its index, rad or m. */
  public double rms(int horizon) {
    return Math.sqrt(sums[horizon] / count);
  }

  /** Error there of a robot that stands still at the beginning of each window. */
  public double rmsOfStandingStill(int horizon) {
    return Math.sqrt(standing[horizon] / count);
  }

  /** Mean over horizons. */
  public double mean() {
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += rms(i) / sums.length;
    }
    return sum;
  }

  /** Numbers of windows times joints. */
  public long count() {
    return count;
  }

  @Override
  public String toString() {
    double[] all = new double[sums.length];
    Arrays.setAll(all, this::rms);
    return Arrays.toString(all);
  }
}
