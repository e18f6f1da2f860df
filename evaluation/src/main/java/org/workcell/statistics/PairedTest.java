package org.workcell.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * McNemar's exact test of two success rates on the same episodes: same tasks, seeds and initial
 * states. Only episodes whose result changed say anything; if a change in either direction is
 * equally likely, their number follows the binomial distribution with probability one half.
 *
 * <p>The two-sided p value is that of McNemar (1947), <i>Note on the sampling error of the
 * difference between correlated proportions or percentages</i>, computed exactly. It is not
 * corrected for the number of comparisons that somebody makes.
 *
 * @param lost pairs that succeed only without the change
 * @param gained pairs that succeed only with it
 * @param pValue how likely so uneven numbers are where the change has no effect; 1 where no pair
 *     changed
 */
public record PairedTest(int lost, int gained, double pValue) {

  /** Below this p value two rates are called different. */
  public static final double SIGNIFICANCE_LEVEL = 0.05;

  /** What the test says of the rate with the change. */
  public enum Verdict {
    /** Significantly lower. */
    WORSE,
    /** Significantly higher. */
    BETTER,
    /** The test does not tell them apart. */
    NOT_DISTINGUISHABLE
  }

  /**
   * Tests pairs.
   *
   * @throws IllegalArgumentException if a number is negative
   */
  public static PairedTest of(int lost, int gained) {
    if (lost < 0 || gained < 0) {
      throw new IllegalArgumentException(
          "pairs are counted: lost %d and gained %d must not be negative".formatted(lost, gained));
    }
    int changed = Math.addExact(lost, gained);
    // With probability one half the two tails are alike.
    double oneTail =
        BinomialDistribution.of(changed, 0.5).cumulativeProbability(Math.min(lost, gained));
    return new PairedTest(lost, gained, Math.min(1, 2 * oneTail));
  }

  /** The verdict at {@link #SIGNIFICANCE_LEVEL}. */
  public Verdict verdict() {
    if (pValue >= SIGNIFICANCE_LEVEL) {
      return Verdict.NOT_DISTINGUISHABLE;
    }
    return lost > gained ? Verdict.WORSE : Verdict.BETTER;
  }
}
