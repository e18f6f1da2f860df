package org.workcell.perf;

import java.util.ArrayList;
import java.util.List;

/** Times of pairs of slices: the runner's, and the floor's for the same work. */
final class SliceRatios {

  /** How long a slice takes: short, because the load of a shared machine changes in seconds. */
  static final long SLICE_NANOSECONDS = 100_000_000;

  /** Pairs of slices that come before the measurement and don't count. */
  static final int WARM_UP_PAIRS = 2;

  private final List<Double> ratios = new ArrayList<>();
  private final List<Double> cpuRatios = new ArrayList<>();
  private final List<Double> runnerRates = new ArrayList<>();
  private final List<Double> floorRates = new ArrayList<>();

  /** Pairs of slices that fill the time asked for. */
  static int pairs(PerfOptions options) {
    return (int) Math.ceil(options.seconds() * 1e9 / (2 * SLICE_NANOSECONDS));
  }

  /** Adds a pair, both of which have done the same work. */
  void add(long work, long runnerTime, long runnerCpuTime, long floorTime, long floorCpuTime) {
    ratios.add((double) floorTime / runnerTime);
    cpuRatios.add((double) floorCpuTime / runnerCpuTime);
    runnerRates.add(work * 1e9 / runnerTime);
    floorRates.add(work * 1e9 / floorTime);
  }

  void forgetWarmUp() {
    List.of(ratios, cpuRatios, runnerRates, floorRates).forEach(List::clear);
  }

  /** Median of the runner's rate divided by the floor's. */
  double ratio() {
    return median(ratios);
  }

  /** The same of CPU time. */
  double cpuRatio() {
    return median(cpuRatios);
  }

  /** An interval that holds the median of {@link #cpuRatio} with 95 %, by order statistics. */
  Interval cpuRatioInterval() {
    double[] sorted = cpuRatios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int low = (int) Math.floor((sorted.length - 1.96 * Math.sqrt(sorted.length)) / 2);
    low = Math.max(0, Math.min(low, sorted.length - 1));
    return new Interval(sorted[low], sorted[sorted.length - 1 - low]);
  }

  /** Work per second. */
  double runnerRate() {
    return median(runnerRates);
  }

  double floorRate() {
    return median(floorRates);
  }

  /** The middle one, or the mean of the two in the middle. */
  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
