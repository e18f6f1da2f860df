package org.workcell.sim2real.metrics;

/**
 * A confidence interval from resampling.
 *
 * @param low lower end
 * @param high upper end
 * @param level its nominal coverage, for example 0.95
 * @param resamples how many resamples it rests on, without those that say nothing
 * @param undefined resamples for which the statistic is not a number; they were left out
 * @param enumerated whether the resamples are all that exist, each once, instead of random ones
 */
public record Interval(
    double low, double high, double level, int resamples, int undefined, boolean enumerated) {

  /** Whether a value lies in it, its ends included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
