package org.workcell.datasets.logs;

import org.workcell.sim.files.BadInputException;

/** What the rows of every log keep, so that those who compute with logs need not check it. */
final class LogRules {

  private LogRules() {}

  /** Refuses a log that cannot be computed with. */
  static void require(RobotLog log) {
    String name = log.meta().name();
    if (log.rows() < 2) {
      throw new BadInputException(
          "log %s has %d rows; at least 2 are needed".formatted(name, log.rows()));
    }
    requireTimes(name, log.timesSeconds());
    for (Quantity quantity : log.quantities()) {
      double[] values = log.values(quantity);
      for (int i = 0; i < values.length; i++) {
        if (Double.isInfinite(values[i])) {
          throw new BadInputException(
              "log %s: %s of row %d is infinite; leave the value out (NaN) where there is none"
                  .formatted(name, quantity.column(), i / log.width(quantity)));
        }
      }
    }
  }

  /** Refuses times that do not grow. */
  static void requireTimes(String name, double[] times) {
    double latest = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < times.length; row++) {
      if (!Double.isFinite(times[row]) || !(times[row] > latest)) {
        throw new BadInputException(reason(name, row, times[row], latest));
      }
      latest = times[row];
    }
  }

  private static String reason(String name, int row, double time, double latest) {
    if (!Double.isFinite(time)) {
      return "log %s: time of row %d is %s; every row needs a time".formatted(name, row, time);
    }
    return time == latest
        ? "log %s: time of row %d is %s s, as in the row before; repeated rows must go ('repair:"
                .formatted(name, row, time)
            + " drop' under 'time' of the mapping file)"
        : ("log %s: time of row %d goes back from %s s to %s s; rows must be in order of time"
                + " ('repair: sort' or 'repair: drop' under 'time' of the mapping file)")
            .formatted(name, row, latest, time);
  }
}
