package org.workcell.sim2real.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where windows of logs begin and end. */
public final class Windows {

  /** Rows further apart than this many usual distances, and than the time below, leave a gap. */
  private static final double GAP_DISTANCES = 10;

  private static final double LEAST_GAP_SECONDS = 0.1;

  private Windows() {}

  /**
   * Windows of equal length at equal distances. Left out are those that would not end within the
   * log, that begin with a row whose state is not known, or that have a gap in them.
   *
   * @param logs in the order of their numbers
   * @param horizonSeconds length of each
   * @param strideSeconds from beginning to beginning
   */
  public static List<ReplayWindow> every(
      List<ReplayLog> logs, double horizonSeconds, double strideSeconds) {
    if (!(horizonSeconds > 0) || !(strideSeconds > 0)) {
      throw new IllegalArgumentException(
          "windows of %s s every %s s; expected positive numbers"
              .formatted(horizonSeconds, strideSeconds));
    }
    List<ReplayWindow> windows = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      ReplayLog log = logs.get(i);
      double gap = gapSeconds(log);
      double end = log.time(log.rows() - 1);
      int row = 0;
      for (int k = 0; log.time(0) + k * strideSeconds + horizonSeconds <= end + 1e-9; k++) {
        double from = log.time(0) + k * strideSeconds;
        while (log.time(row) < from - 1e-9) {
          row++;
        }
        add(windows, i, log, row, horizonSeconds, gap);
      }
    }
    return windows;
  }

  private static void add(
      List<ReplayWindow> windows,
      int number,
      ReplayLog log,
      int start,
      double horizonSeconds,
      double gap) {
    double until = log.time(start) + horizonSeconds - 1e-9;
    int end = start;
    while (end < log.rows() - 1 && log.time(end) < until) {
      end++;
      if (log.time(end) - log.time(end - 1) > gap) {
        return;
      }
    }
    boolean whole = log.time(end) >= until;
    boolean fresh =
        windows.isEmpty() || !windows.get(windows.size() - 1).equals(window(number, start, end));
    if (whole && end > start && log.isStart(start) && fresh) {
      windows.add(window(number, start, end));
    }
  }

  private static ReplayWindow window(int number, int start, int end) {
    return new ReplayWindow(number, start, Math.max(end, start + 1));
  }

  /** Each log from the first row whose state is known to its end, or to the first gap. */
  public static List<ReplayWindow> full(List<ReplayLog> logs) {
    List<ReplayWindow> windows = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      ReplayLog log = logs.get(i);
      double gap = gapSeconds(log);
      int start = 0;
      while (start < log.rows() - 1 && !log.isStart(start)) {
        start++;
      }
      int end = start;
      while (end < log.rows() - 1 && log.time(end + 1) - log.time(end) <= gap) {
        end++;
      }
      if (end > start) {
        windows.add(new ReplayWindow(i, start, end));
      }
    }
    return windows;
  }

  private static double gapSeconds(ReplayLog log) {
    double[] distances = new double[log.rows() - 1];
    for (int row = 0; row < distances.length; row++) {
      distances[row] = log.time(row + 1) - log.time(row);
    }
    Arrays.sort(distances);
    return Math.max(LEAST_GAP_SECONDS, GAP_DISTANCES * distances[distances.length / 2]);
  }
}
