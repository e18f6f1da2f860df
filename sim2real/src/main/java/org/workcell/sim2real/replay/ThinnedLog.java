package org.workcell.sim2real.replay;

import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;

/** A log with fewer rows: some as they were measured, none made up. */
public final class ThinnedLog {

  private ThinnedLog() {}

  /**
   * Every k-th row of a log, with the whole number k that comes nearest to a rate; the usual time
   * from row to row counts, so a log with pauses has no lower rate. Where a log has no velocities,
   * those of all rows are estimated before rows are left out.
   *
   * @param rateHz wanted; a log of at most this rate stays as it is
   */
  public static RobotLog of(RobotLog log, double rateHz) {
    int every = (int) Math.round(1 / (log.rowPeriodSeconds() * rateHz));
    if (every <= 1) {
      return log;
    }
    int rows = (log.rows() + every - 1) / every;
    RobotLog.Builder builder =
        RobotLog.builder(log.meta(), thin(log.timesSeconds(), 1, every, rows));
    for (Quantity quantity : log.quantities()) {
      builder.with(quantity, thin(log.values(quantity), log.width(quantity), every, rows));
    }
    if (!log.has(Quantity.VELOCITY) && log.has(Quantity.POSITION)) {
      int joints = log.meta().joints();
      builder.with(Quantity.VELOCITY, thin(velocities(log, joints), joints, every, rows));
    }
    return builder.build();
  }

  private static double[] velocities(RobotLog log, int joints) {
    double[] all = new double[log.rows() * joints];
    for (int j = 0; j < joints; j++) {
      double[] own = LocalVelocity.of(log.timesSeconds(), log.column(Quantity.POSITION, j));
      for (int row = 0; row < own.length; row++) {
        all[row * joints + j] = own[row];
      }
    }
    return all;
  }

  private static double[] thin(double[] values, int width, int every, int rows) {
    double[] kept = new double[rows * width];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(values, row * every * width, kept, row * width, width);
    }
    return kept;
  }
}
