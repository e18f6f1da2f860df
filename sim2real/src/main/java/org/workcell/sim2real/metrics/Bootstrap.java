package org.workcell.sim2real.metrics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;

/**
 * Bootstrap intervals (Efron 1979) of a statistic of independent units, such as trajectories: never
 * resample rows of one trajectory, they depend on each other. Where all resamples with order, n to
 * the power of n, are no more than asked for, each is taken once; otherwise they are drawn from the
 * stream {@code bootstrap} of the seed. The same seed gives the same interval. Immutable;
 * thread-safe.
 *
 * @param seed of the resamples
 * @param resamples how many
 */
public record Bootstrap(long seed, int resamples) {

  /** A common number of resamples for intervals at 95 %. */
  public static final int USUAL_RESAMPLES = 10_000;

  /** A statistic of some of the units. */
  @FunctionalInterface
  public interface Statistic {
    /**
     * Its value.
     *
     * @param units numbers of the units, from 0; a unit may be there several times or not at all
     * @return NaN where it is not defined
     */
    double of(int[] units);
  }

  private record Sample(double[] sorted, int undefined, boolean enumerated) {}

  /** What each place of a resample can hold: the units of its stratum. */
  private record Places(int[] first, int[] count) {

    static Places of(int... strata) {
      int units = Arrays.stream(strata).sum();
      int[] first = new int[units];
      int[] count = new int[units];
      int next = 0;
      for (int size : strata) {
        Arrays.fill(first, next, next + size, next);
        Arrays.fill(count, next, next + size, size);
        next += size;
      }
      return new Places(first, count);
    }

    int units() {
      return first.length;
    }

    double resamples() {
      return Arrays.stream(count).asDoubleStream().reduce(1, (a, b) -> a * b);
    }

    void enumerate(int number, int[] target) {
      int rest = number;
      for (int i = 0; i < target.length; i++) {
        target[i] = first[i] + rest % count[i];
        rest /= count[i];
      }
    }

    void draw(RandomStream random, int[] target) {
      for (int i = 0; i < target.length; i++) {
        target[i] = first[i] + random.nextInt(count[i]);
      }
    }
  }

  /** Refuses less than one resample. */
  public Bootstrap {
    if (resamples < 1) {
      throw new IllegalArgumentException(
          "a bootstrap needs at least one resample, not " + resamples);
    }
  }

  /**
   * The percentile interval: quantiles of the resampled statistic by the inverted distribution
   * function (type 1 of Hyndman and Fan).
   *
   * @param units how many there are
   * @param level nominal coverage, between 0 and 1
   * @throws IllegalArgumentException if there are no units, or the statistic is not defined for any
   *     resample
   */
  public Interval percentile(int units, double level, Statistic statistic) {
    return percentileWithin(new int[] {units}, level, statistic);
  }

  /**
   * The percentile interval where units are resampled within strata, for example episodes within
   * policies.
   *
   * @param strata how many units each has; units are numbered through, and place i of a resample
   *     holds one of the stratum that unit i is of
   * @throws IllegalArgumentException as for {@link #percentile}
   */
  public Interval percentileWithin(int[] strata, double level, Statistic statistic) {
    requireLevel(level);
    Sample sample = sample(Places.of(strata), statistic);
    double tail = (1 - level) / 2;
    return interval(sample, tail, 1 - tail, level);
  }

  /**
   * The bias-corrected and accelerated interval (Efron 1987, "Better bootstrap confidence
   * intervals", JASA 82). The acceleration is that of the jackknife; resamples that equal the
   * statistic count half for the bias. Where all lie on one side of the statistic, the bias is
   * taken as if half a resample lay on the other.
   *
   * @throws IllegalArgumentException as for {@link #percentile}, or if there are fewer than two
   *     units
   */
  public Interval biasCorrected(int units, double level, Statistic statistic) {
    requireLevel(level);
    if (units < 2) {
      throw new IllegalArgumentException(
          "an accelerated interval needs two units or more, not %d; take the percentile interval"
              .formatted(units));
    }
    Sample sample = sample(Places.of(units), statistic);
    double bias = bias(sample.sorted, statistic.of(all(units)));
    double acceleration = acceleration(units, statistic);
    double tail = (1 - level) / 2;
    return interval(
        sample,
        corrected(tail, bias, acceleration),
        corrected(1 - tail, bias, acceleration),
        level);
  }

  private static void requireLevel(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a level lies between 0 and 1, not " + level);
    }
  }

  private static Interval interval(Sample sample, double low, double high, double level) {
    double[] sorted = sample.sorted;
    return new Interval(
        quantile(sorted, low),
        quantile(sorted, high),
        level,
        sorted.length,
        sample.undefined,
        sample.enumerated);
  }

  /** The smallest value whose share of values at or below it reaches the probability. */
  static double quantile(double[] sorted, double probability) {
    // The slack keeps a product such as 0.025 * 40 from becoming the next whole number.
    int rank = (int) Math.ceil(probability * sorted.length - 1e-9);
    return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
  }

  private Sample sample(Places places, Statistic statistic) {
    if (places.units() < 1) {
      throw new IllegalArgumentException("there is nothing to resample: no units");
    }
    boolean enumerated = places.resamples() <= resamples;
    int count = enumerated ? (int) places.resamples() : resamples;
    RandomStream random = new SeedStreams(seed).stream("bootstrap");
    double[] values = new double[count];
    int[] chosen = new int[places.units()];
    int defined = 0;
    for (int i = 0; i < count; i++) {
      if (enumerated) {
        places.enumerate(i, chosen);
      } else {
        places.draw(random, chosen);
      }
      double value = statistic.of(chosen);
      if (!Double.isNaN(value)) {
        values[defined++] = value;
      }
    }
    if (defined == 0) {
      throw new IllegalArgumentException(
          "the statistic is not a number for any of %d resamples of %d units; give it more units"
              .formatted(count, places.units()));
    }
    double[] sorted = Arrays.copyOf(values, defined);
    Arrays.sort(sorted);
    return new Sample(sorted, count - defined, enumerated);
  }

  private static int[] all(int units) {
    int[] all = new int[units];
    Arrays.setAll(all, i -> i);
    return all;
  }

  private static double bias(double[] sorted, double value) {
    double below = 0;
    for (double each : sorted) {
      below += each < value ? 1 : each == value ? 0.5 : 0;
    }
    double share = Math.max(0.5, Math.min(sorted.length - 0.5, below)) / sorted.length;
    return NormalDistribution.of(0, 1).inverseCumulativeProbability(share);
  }

  private static double acceleration(int units, Statistic statistic) {
    double[] without = new double[units];
    for (int i = 0; i < units; i++) {
      int left = i;
      int[] others = new int[units - 1];
      Arrays.setAll(others, j -> j < left ? j : j + 1);
      without[i] = statistic.of(others);
    }
    double mean = Arrays.stream(without).average().orElseThrow();
    double squares = 0;
    double cubes = 0;
    for (double value : without) {
      double difference = mean - value;
      squares += difference * difference;
      cubes += difference * difference * difference;
    }
    double acceleration = cubes / (6 * Math.pow(squares, 1.5));
    return Double.isFinite(acceleration) ? acceleration : 0;
  }

  private static double corrected(double probability, double bias, double acceleration) {
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double z = bias + normal.inverseCumulativeProbability(probability);
    return normal.cumulativeProbability(bias + z / (1 - acceleration * z));
  }
}
