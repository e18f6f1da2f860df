package org.workcell.sim2real.time;

/**
 * By how much one signal follows another: where their correlation is largest. What a joint does
 * after a command is delayed by transport and by its own dynamics; this is the sum of both.
 *
 * @param seconds the lag; negative where the second signal comes first
 * @param correlation at the lag, -1 to 1; below about 0.5 the lag means little
 * @param atBound whether the largest correlation is at an end of the lags that were tried, so that
 *     the true lag may lie beyond
 */
public record DelayEstimate(double seconds, double correlation, boolean atBound) {

  /**
   * Correlates two signals at whole steps, and finds the peak between them by a parabola.
   *
   * @param leader such as the command, at even times, finite
   * @param follower such as the measured position, at the same times
   * @param rateHz rows per second
   * @param lowestSeconds the smallest lag that is tried, may be negative
   * @param highestSeconds the largest; both at most half of the signals' duration in size
   * @throws IllegalArgumentException if the signals differ in length, or the lags do not fit them
   */
  public static DelayEstimate between(
      double[] leader,
      double[] follower,
      double rateHz,
      double lowestSeconds,
      double highestSeconds) {
    if (leader.length != follower.length) {
      throw new IllegalArgumentException(
          "signals have %d and %d rows; expected the same"
              .formatted(leader.length, follower.length));
    }
    Signals.requireFinite(leader);
    Signals.requireFinite(follower);
    int low = (int) Math.floor(lowestSeconds * rateHz);
    int high = (int) Math.ceil(highestSeconds * rateHz);
    int most = leader.length / 2;
    if (low > high || Math.abs(low) > most || Math.abs(high) > most) {
      throw new IllegalArgumentException(
          "lags of %s to %s s do not fit %d rows at %s Hz"
              .formatted(lowestSeconds, highestSeconds, leader.length, rateHz));
    }
    double[] correlations = new double[high - low + 1];
    int best = 0;
    for (int i = 0; i < correlations.length; i++) {
      correlations[i] = correlation(leader, follower, low + i);
      if (correlations[i] > correlations[best]) {
        best = i;
      }
    }
    boolean atBound = best == 0 || best == correlations.length - 1;
    double offset = atBound ? 0 : peak(correlations, best);
    return new DelayEstimate((low + best + offset) / rateHz, correlations[best], atBound);
  }

  /** Pearson's correlation over the rows that both have at a lag; 0 where one does not move. */
  private static double correlation(double[] leader, double[] follower, int lag) {
    int from = Math.max(0, -lag);
    int to = Math.min(leader.length, leader.length - lag);
    double meanLeader = 0;
    double meanFollower = 0;
    for (int i = from; i < to; i++) {
      meanLeader += leader[i];
      meanFollower += follower[i + lag];
    }
    meanLeader /= to - from;
    meanFollower /= to - from;
    double both = 0;
    double leading = 0;
    double following = 0;
    for (int i = from; i < to; i++) {
      double x = leader[i] - meanLeader;
      double y = follower[i + lag] - meanFollower;
      both += x * y;
      leading += x * x;
      following += y * y;
    }
    double size = Math.sqrt(leading * following);
    return size > 0 ? both / size : 0;
  }

  /** Where the parabola through three points around the largest has its peak, in steps. */
  private static double peak(double[] values, int best) {
    double before = values[best - 1];
    double after = values[best + 1];
    double curvature = before - 2 * values[best] + after;
    return curvature < 0 ? 0.5 * (before - after) / curvature : 0;
  }
}
