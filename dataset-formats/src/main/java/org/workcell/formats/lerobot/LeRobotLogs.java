package org.workcell.formats.lerobot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.files.BadInputException;

/**
 * Writes robot logs as a data set of LeRobot, format v3.0: an episode for each log, with positions
 * as {@code observation.state}, commands as {@code action} and everything else as {@code
 * observation.COLUMN}, in SI units. {@code timestamp} is nominal, as LeRobot requires; the log's
 * own times are {@code log_time}, s, float64, unless they are row numbers, too. Missing values are
 * NaN.
 */
public final class LeRobotLogs {

  private LeRobotLogs() {}

  /**
   * Writes a set.
   *
   * @param out where it is to lie; must not hold one already
   * @param logs of the same quantities, joints and rate
   * @param options {@code video} does not matter
   * @throws BadInputException if there is no log, one is empty or has no rate, or they differ in
   *     what they hold
   */
  public static void write(Path out, List<RobotLog> logs, LeRobotOptions options)
      throws IOException {
    try (LeRobotSet set = new LeRobotSet(out, options)) {
      for (RobotLog log : logs) {
        set.add(FrameValues.of(log, 1 / rateHz(log)));
      }
      set.finish();
    }
  }

  /** The nominal rate, else that of the median step. */
  private static double rateHz(RobotLog log) {
    if (log.rows() == 0) {
      throw new BadInputException(
          "log '%s' has no rows; a LeRobot set has no empty episodes".formatted(log.meta().name()));
    }
    if (log.meta().nominalRateHz() > 0) {
      return log.meta().nominalRateHz();
    }
    double[] steps = new double[log.rows() - 1];
    for (int row = 0; row < steps.length; row++) {
      steps[row] = log.timeSeconds(row + 1) - log.timeSeconds(row);
    }
    Arrays.sort(steps);
    double median = steps.length == 0 ? 0 : steps[steps.length / 2];
    if (!(median > 0)) {
      throw new BadInputException(
          "log '%s' has no rate: neither a nominal one nor times that ascend"
              .formatted(log.meta().name()));
    }
    return Math.rint(1e6 / median) / 1e6;
  }
}
