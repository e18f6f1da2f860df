package org.workcell.sim2real.validation;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.time.Resampling;
import org.workcell.sim2real.time.SavitzkyGolay;

/**
 * A log as its checks look at it: rows whose times grow, and signals on an even grid. Where too few
 * rows are left, there is no grid and nothing of motion is checked.
 */
final class LogView {

  /** Below this speed, rad/s or m/s, a joint rests. */
  static final double REST = 0.02;

  private static final int WINDOW = 7;
  private static final int DEGREE = 2;

  private final RobotLog log;
  private final int[] rows;
  private final double[] times;
  private final Optional<double[]> grid;

  LogView(RobotLog log) {
    this.log = log;
    double[] all = log.timesSeconds();
    double[] latest = {Double.NEGATIVE_INFINITY};
    this.rows =
        IntStream.range(0, all.length)
            .filter(
                row -> {
                  boolean grows = Double.isFinite(all[row]) && all[row] > latest[0];
                  latest[0] = grows ? all[row] : latest[0];
                  return grows;
                })
            .toArray();
    this.times = Arrays.stream(rows).mapToDouble(row -> all[row]).toArray();
    this.grid = Proportion.grid(times);
  }

  RobotLog log() {
    return log;
  }

  /** Times of the rows that count, growing, s. */
  double[] times() {
    return times;
  }

  /** Whether there are enough rows to look at motion. */
  boolean hasMotion() {
    return grid.isPresent() && log.has(Quantity.POSITION);
  }

  double[] grid() {
    return grid.orElseThrow();
  }

  double rateHz() {
    return 1 / (grid()[1] - grid()[0]);
  }

  /** A joint's values in the rows that count; infinite ones are missing. */
  double[] column(Quantity quantity, int component) {
    return Arrays.stream(rows)
        .mapToDouble(row -> log.value(quantity, row, component))
        .map(value -> Double.isFinite(value) ? value : Double.NaN)
        .toArray();
  }

  /** Whether a joint has any value. */
  boolean has(Quantity quantity, int component) {
    return log.has(quantity)
        && Arrays.stream(column(quantity, component)).anyMatch(value -> !Double.isNaN(value));
  }

  /**
   * A joint's values on the grid: flags held, others interpolated. Commands, too: holding them
   * between rows while states are interpolated would make them late by part of a row.
   */
  double[] onGrid(Quantity quantity, int component) {
    double[] column = column(quantity, component);
    return quantity == Quantity.ENABLED
        ? Resampling.hold(times, column, grid())
        : Resampling.linear(times, column, grid());
  }

  /** A joint's speed on the grid: the smoothed rate of change of its position. */
  double[] speed(int joint) {
    double[] derivative =
        SavitzkyGolay.of(WINDOW, DEGREE)
            .derivative(onGrid(Quantity.POSITION, joint), 1, 1 / rateHz());
    return derivative;
  }

  /** The longest stretch of the grid in which a joint's drive is on, as from and to. */
  int[] enabledStretch(int joint) {
    int end = grid().length;
    if (!has(Quantity.ENABLED, joint)) {
      return new int[] {0, end};
    }
    double[] enabled = onGrid(Quantity.ENABLED, joint);
    int[] best = {0, 0};
    int from = 0;
    for (int i = 0; i <= end; i++) {
      if (i == end || enabled[i] == 0) {
        if (i - from > best[1] - best[0]) {
          best = new int[] {from, i};
        }
        from = i + 1;
      }
    }
    return best;
  }

  String joint(int index) {
    return log.meta().jointNames().get(index);
  }

  int joints() {
    return log.meta().joints();
  }
}
