package org.workcell.sim2real.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What intervals resample. Windows of one trajectory depend on each other, so the units are whole
 * logs where there are at least five; otherwise each log is cut into stretches of equal length, of
 * which windows belong to the one that they begin in.
 */
final class ErrorUnits {

  private static final int LEAST_LOGS = 5;

  /** More stretches would make intervals slower, not better. */
  private static final int MOST_STRETCHES = 30;

  private final boolean logs;
  private final double stretchSeconds;
  private final Map<List<Long>, List<Integer>> windows = new LinkedHashMap<>();

  /**
   * Finds the units of windows.
   *
   * @param leastSeconds length of a stretch where logs are too few, at least
   */
  ErrorUnits(List<Trajectory> trajectories, double leastSeconds) {
    long count = trajectories.stream().map(each -> each.window().log()).distinct().count();
    this.logs = count >= LEAST_LOGS;
    double seconds =
        trajectories.stream()
            .map(Trajectory::log)
            .distinct()
            .mapToDouble(log -> log.log().durationSeconds())
            .sum();
    this.stretchSeconds = Math.max(leastSeconds, seconds / MOST_STRETCHES);
    for (int i = 0; i < trajectories.size(); i++) {
      ReplayLog log = trajectories.get(i).log();
      double start = log.time(trajectories.get(i).window().start()) - log.time(0);
      long stretch = logs ? 0 : (long) (start / stretchSeconds);
      windows
          .computeIfAbsent(
              List.of((long) trajectories.get(i).window().log(), stretch), key -> new ArrayList<>())
          .add(i);
    }
  }

  /** Windows of each unit. */
  List<List<Integer>> windows() {
    return List.copyOf(windows.values());
  }

  /** For people. */
  String description() {
    if (windows.size() == 1) {
      return "nothing, because there is one unit";
    }
    return logs
        ? "%d logs".formatted(windows.size())
        : String.format(Locale.ROOT, "%d stretches of %.3g s", windows.size(), stretchSeconds);
  }
}
