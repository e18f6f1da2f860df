package org.workcell.sim2real.validation;

import static org.workcell.sim2real.validation.LogFinding.Severity.FATAL;
import static org.workcell.sim2real.validation.LogFinding.Severity.NOTE;
import static org.workcell.sim2real.validation.LogFinding.Severity.WARNING;

import java.util.Locale;
import java.util.function.Consumer;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.time.JitterStatistics;

/** Times: order, gaps, jitter, rate. */
final class TimeCheck {

  private static final String NAME = "time";
  private static final double MUCH_JITTER = 0.5;
  private static final double SOME_JITTER = 0.05;
  private static final double EVEN = 1e-6;
  private static final double SHORT = 0.3;
  private static final double SHORT_LOG_SECONDS = 2;
  private static final double RATE_TOLERANCE = 0.2;
  private static final String REPAIR =
      "Import again with 'repair: drop' or 'repair: sort' under 'time' of the mapping file.";

  private final RobotLog log;
  private final JitterStatistics time;
  private final Consumer<LogFinding> findings;

  TimeCheck(RobotLog log, JitterStatistics time, Consumer<LogFinding> findings) {
    this.log = log;
    this.time = time;
    this.findings = findings;
  }

  private void add(LogFinding.Severity severity, String seen, String means, String todo) {
    findings.accept(LogFinding.of(severity, NAME, "", seen, means, todo));
  }

  void run() {
    if (log.rows() < 2) {
      add(
          FATAL,
          "The log has %d rows.".formatted(log.rows()),
          "Nothing moves in it.",
          "Record again; look whether the file was cut off.");
      return;
    }
    order();
    gaps();
    jitter();
    rate();
  }

  private void order() {
    if (time.notFinite() > 0) {
      add(
          FATAL,
          "%d rows have no time.".formatted(time.notFinite()),
          "They belong nowhere.",
          "Import again with 'repair: drop' under 'time' of the mapping file.");
    }
    if (time.backward() > 0) {
      double[] times = log.timesSeconds();
      int row = firstBackward(times);
      add(
          FATAL,
          String.format(
              Locale.ROOT,
              "Time goes back %d times, first in row %d from %.6f s to %.6f s.",
              time.backward(),
              row,
              times[row - 1],
              times[row]),
          "Rows are shuffled, two recordings are joined, or the clock was set while recording.",
          REPAIR);
    }
    if (time.repeated() > 0) {
      add(
          FATAL,
          "%d rows have the time of the row before.".formatted(time.repeated()),
          "Rows were written twice, or the clock is coarser than the rows; rates of change have no"
              + " value there.",
          REPAIR);
    }
  }

  private static int firstBackward(double[] times) {
    for (int row = 1; row < times.length; row++) {
      if (times[row] < times[row - 1]) {
        return row;
      }
    }
    throw new IllegalArgumentException("times grow");
  }

  private void gaps() {
    if (time.gaps() > 0) {
      add(
          WARNING,
          String.format(
              Locale.ROOT,
              "%d gaps, the longest %.0f ms; about %d rows are missing (%.1f %%).",
              time.gaps(),
              1000 * time.longestSeconds(),
              time.missingRows(),
              100.0 * time.missingRows() / (time.rows() + time.missingRows())),
          "The robot moved on while nothing was recorded: commands in gaps are unknown, and"
              + " interpolated states are not measurements.",
          "Cut the log at long gaps; look for a full disk, a busy computer or a lossy network.");
    }
  }

  private void jitter() {
    if (log.meta().clock() == LogClock.NOMINAL) {
      add(
          NOTE,
          "Times are row numbers divided by the rate.",
          "Jitter, lost rows and delays below one row cannot be seen.",
          "Record measured times if delays matter.");
      return;
    }
    double share = time.jitterSeconds() / time.medianSeconds();
    String seen =
        String.format(
            Locale.ROOT,
            "Intervals are %.2f ms in the median and differ by %.2f ms (rms), from %.2f to %.2f"
                + " ms.",
            1000 * time.medianSeconds(),
            1000 * time.jitterSeconds(),
            1000 * time.shortestSeconds(),
            1000 * time.longestSeconds());
    if (share > SOME_JITTER) {
      add(
          share > MUCH_JITTER ? WARNING : NOTE,
          seen,
          "Rows are not evenly spaced; whoever divides by the nominal interval gets wrong"
              + " velocities.",
          "Use the measured times, as Workcell does.");
    } else if (share < EVEN && log.rows() > 100) {
      add(
          NOTE,
          "Times are even to a millionth of the interval.",
          "They were probably made from row numbers, so that jitter and delays below one row cannot"
              + " be seen.",
          "Say 'clock: nominal' under 'time' of the mapping file if so.");
    }
    if (time.shortestSeconds() < SHORT * time.medianSeconds()) {
      add(
          NOTE,
          String.format(
              Locale.ROOT,
              "The shortest interval, %.2f ms, is far below the median.",
              1000 * time.shortestSeconds()),
          "Rows were held up and then written together; their times are those of writing.",
          "Prefer time stamps of the robot to those of the receiving computer.");
    }
  }

  private void rate() {
    double nominal = log.meta().nominalRateHz();
    if (nominal > 0 && Math.abs(time.meanRateHz() / nominal - 1) > RATE_TOLERANCE) {
      add(
          WARNING,
          String.format(
              Locale.ROOT,
              "The rate is %.1f Hz; the mapping file says %.1f Hz.",
              time.meanRateHz(),
              nominal),
          "Rows are lost, or the unit of time is wrong.",
          "Compare the duration of %.2f s with what you know of the recording."
              .formatted(time.durationSeconds()));
    }
    if (time.durationSeconds() < SHORT_LOG_SECONDS) {
      add(
          WARNING,
          String.format(Locale.ROOT, "The log is %.2f s long.", time.durationSeconds()),
          "It holds one or two movements at most.",
          "Record some tens of seconds.");
    }
  }
}
