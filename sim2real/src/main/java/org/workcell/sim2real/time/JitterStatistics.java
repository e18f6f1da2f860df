package org.workcell.sim2real.time;

import java.util.Arrays;

/**
 * How evenly rows are spaced. Intervals that are not positive are counted and left out of the rest.
 *
 * @param rows number of rows
 * @param durationSeconds from the first to the last
 * @param medianSeconds median interval
 * @param rateHz 1 / median interval; NaN where there is none
 * @param meanRateHz intervals per duration
 * @param jitterSeconds root mean square of what intervals differ from the median, gaps left out
 * @param shortestSeconds the shortest interval
 * @param longestSeconds the longest interval
 * @param gaps intervals longer than 2.5 medians
 * @param missingRows how many rows would fill the gaps at the median interval
 * @param repeated rows with the time of the row before
 * @param backward rows with a time before that of the row before
 * @param notFinite rows without a time
 */
public record JitterStatistics(
    int rows,
    double durationSeconds,
    double medianSeconds,
    double rateHz,
    double meanRateHz,
    double jitterSeconds,
    double shortestSeconds,
    double longestSeconds,
    int gaps,
    long missingRows,
    int repeated,
    int backward,
    int notFinite) {

  /** An interval longer than this many medians is a gap. */
  public static final double GAP_MEDIANS = 2.5;

  /** The statistics of these times, s, which may be in any order. */
  public static JitterStatistics of(double[] times) {
    double[] finite = Arrays.stream(times).filter(Double::isFinite).toArray();
    int repeated = 0;
    int backward = 0;
    double[] intervals = new double[Math.max(0, finite.length - 1)];
    int count = 0;
    for (int i = 1; i < finite.length; i++) {
      double interval = finite[i] - finite[i - 1];
      if (interval > 0) {
        intervals[count++] = interval;
      } else if (interval == 0) {
        repeated++;
      } else {
        backward++;
      }
    }
    intervals = Arrays.copyOf(intervals, count);
    Arrays.sort(intervals);
    double median = count == 0 ? Double.NaN : median(intervals);
    double duration = finite.length == 0 ? 0 : finite[finite.length - 1] - finite[0];
    return new JitterStatistics(
        times.length,
        duration,
        median,
        1 / median,
        count / duration,
        jitter(intervals, median),
        count == 0 ? Double.NaN : intervals[0],
        count == 0 ? Double.NaN : intervals[count - 1],
        (int) Arrays.stream(intervals).filter(each -> each > GAP_MEDIANS * median).count(),
        missingRows(intervals, median),
        repeated,
        backward,
        times.length - finite.length);
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static double jitter(double[] intervals, double median) {
    return Math.sqrt(
        Arrays.stream(intervals)
            .filter(each -> each <= GAP_MEDIANS * median)
            .map(each -> (each - median) * (each - median))
            .average()
            .orElse(Double.NaN));
  }

  private static long missingRows(double[] intervals, double median) {
    return Arrays.stream(intervals)
        .filter(each -> each > GAP_MEDIANS * median)
        .mapToLong(each -> Math.round(each / median) - 1)
        .sum();
  }
}
