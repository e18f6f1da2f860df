package org.workcell.sim2real.inverse;

import java.util.function.UnaryOperator;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim2real.time.Resampling;
import org.workcell.sim2real.time.ZeroPhaseFilter;

/**
 * A log as identification reads it: on an even grid of 100 Hz or the log's own rate where that is
 * lower; velocity, acceleration and effort through a zero-phase low-pass of 4th order and 10 Hz, or
 * a tenth of the rate. Immutable; arrays are joint-major, [joint][row].
 *
 * @param name of the log
 * @param currents whether effort is motor current, A, rather than torque, N m
 * @param rateHz of the grid
 * @param timesSeconds of the rows
 * @param position as measured, rad
 * @param velocity filtered, rad/s
 * @param acceleration filtered, rad/s^2
 * @param effort filtered
 * @param restSpeed per joint: slower motion cannot be told from noise, rad/s
 * @param moving whether a row's fastest joint is faster than {@link #MOVING}
 */
public record EffortLog(
    String name,
    boolean currents,
    double rateHz,
    double[] timesSeconds,
    double[][] position,
    double[][] velocity,
    double[][] acceleration,
    double[][] effort,
    double[] restSpeed,
    boolean[] moving) {

  /** Rows count as motion above this velocity of any joint, rad/s or m/s. */
  public static final double MOVING = 0.02;

  /** Rest, in deviations of the noise of filtered velocities. */
  private static final double AT_REST = 3;

  private static final double RATE_HZ = 100;
  private static final double CUTOFF_HZ = 10;
  private static final int ORDER = 4;
  private static final int LEAST_ROWS = 100;

  /**
   * Prepares a log.
   *
   * @throws BadInputException if it has no positions, no torques or currents, or too few rows
   */
  public static EffortLog of(RobotLog log) {
    boolean currents = log.has(Quantity.CURRENT);
    if (!log.has(Quantity.POSITION) || !(currents || log.has(Quantity.TORQUE))) {
      throw new BadInputException(
          "log %s has %s; inverse identification needs q and current or tau; use --method forward for logs of commands and positions"
              .formatted(log.meta().name(), log.quantities()));
    }
    double[] times = log.timesSeconds();
    if (times.length < LEAST_ROWS) {
      throw new BadInputException(
          "log %s has %d rows; inverse identification needs at least %d"
              .formatted(log.meta().name(), times.length, LEAST_ROWS));
    }
    double rate = Math.min(RATE_HZ, (times.length - 1) / log.durationSeconds());
    if (rate > 0.9 * RATE_HZ) {
      rate = RATE_HZ;
    }
    double[] grid = Resampling.uniformTimes(times[0], times[times.length - 1], rate);
    ZeroPhaseFilter filter = ZeroPhaseFilter.lowPass(ORDER, Math.min(CUTOFF_HZ, 0.1 * rate), rate);
    return prepare(log, currents, rate, grid, filter);
  }

  private static EffortLog prepare(
      RobotLog log, boolean currents, double rate, double[] grid, ZeroPhaseFilter filter) {
    int joints = log.meta().joints();
    double[] times = log.timesSeconds();
    double[][] position = new double[joints][];
    double[][] velocity = new double[joints][];
    double[][] acceleration = new double[joints][];
    double[][] effort = new double[joints][];
    double[] restSpeed = new double[joints];
    boolean[] moving = new boolean[grid.length];
    Quantity measured = currents ? Quantity.CURRENT : Quantity.TORQUE;
    for (int j = 0; j < joints; j++) {
      position[j] = finite(log, Quantity.POSITION, j, times, grid);
      boolean measuredVelocity = log.has(Quantity.VELOCITY);
      Quantity source = measuredVelocity ? Quantity.VELOCITY : Quantity.POSITION;
      UnaryOperator<double[]> chain =
          measuredVelocity
              ? filter::apply
              : positions -> filter.apply(derivative(filter.apply(positions), rate));
      velocity[j] = chain.apply(finite(log, source, j, times, grid));
      restSpeed[j] = AT_REST * VelocityNoise.deviation(log.column(source, j), chain);
      acceleration[j] = filter.apply(derivative(velocity[j], rate));
      effort[j] = filter.apply(finite(log, measured, j, times, grid));
      for (int row = 0; row < grid.length; row++) {
        moving[row] |= Math.abs(velocity[j][row]) > MOVING;
      }
    }
    return new EffortLog(
        log.meta().name(),
        currents,
        rate,
        grid,
        position,
        velocity,
        acceleration,
        effort,
        restSpeed,
        moving);
  }

  private static double[] finite(
      RobotLog log, Quantity quantity, int joint, double[] times, double[] grid) {
    double[] values = Resampling.linear(times, log.column(quantity, joint), grid);
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new BadInputException(
            "log %s has no numbers in %s of joint %s"
                .formatted(
                    log.meta().name(), quantity.column(), log.meta().jointNames().get(joint)));
      }
    }
    return values;
  }

  /** Central differences, one-sided at the ends. */
  private static double[] derivative(double[] values, double rate) {
    int last = values.length - 1;
    double[] result = new double[values.length];
    for (int i = 0; i <= last; i++) {
      int before = Math.max(0, i - 1);
      int after = Math.min(last, i + 1);
      result[i] = (values[after] - values[before]) * rate / (after - before);
    }
    return result;
  }

  /** Number of rows. */
  public int rows() {
    return timesSeconds.length;
  }

  /** Number of joints. */
  public int joints() {
    return position.length;
  }

  /** The filter that efforts went through, of one number per row. */
  public double[] filtered(double[] signal) {
    return ZeroPhaseFilter.lowPass(ORDER, Math.min(CUTOFF_HZ, 0.1 * rateHz), rateHz).apply(signal);
  }

  /** Norm of the error over norm of the effort, per joint, over rows in motion. */
  public double[] relativeError(double[][] predicted) {
    double[] errors = new double[joints()];
    for (int j = 0; j < errors.length; j++) {
      double error = 0;
      double norm = 0;
      for (int row = 0; row < rows(); row++) {
        if (moving[row]) {
          error += (effort[j][row] - predicted[j][row]) * (effort[j][row] - predicted[j][row]);
          norm += effort[j][row] * effort[j][row];
        }
      }
      errors[j] = norm == 0 ? Double.NaN : Math.sqrt(error / norm);
    }
    return errors;
  }
}
