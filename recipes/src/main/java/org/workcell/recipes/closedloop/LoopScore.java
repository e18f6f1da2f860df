package org.workcell.recipes.closedloop;

import java.util.Arrays;
import java.util.Map;
import org.workcell.sim2real.metrics.Bootstrap;
import org.workcell.sim2real.metrics.Interval;
import org.workcell.training.PolicyScores;

/**
 * How a policy does on the hidden robot; all policies get the same episodes.
 *
 * @param policy its name
 * @param successRate share of the episodes that met the success rule
 * @param success its 95 % interval
 * @param meanReturn mean of the sums of rewards
 * @param returns its 95 % interval
 * @param recovered share of the loss in return from oracle to nominal that it takes back; 0 for
 *     nominal, 1 for the oracle
 * @param recoveredInterval its 95 % interval, over episodes in pairs; null where there is no loss
 *     in any resample
 * @param overNominal how much better it is than the nominal policy, episode by episode
 * @param overNoise how much better it is than the policy that was trained with noise
 */
public record LoopScore(
    String policy,
    double successRate,
    Interval success,
    double meanReturn,
    Interval returns,
    double recovered,
    Interval recoveredInterval,
    Difference overNominal,
    Difference overNoise) {

  /**
   * A mean of differences in the same episodes.
   *
   * @param returns mean difference of the returns
   * @param returnsInterval its 95 % interval, over episodes
   * @param success difference of the success rates
   * @param successInterval its 95 % interval
   */
  public record Difference(
      double returns, Interval returnsInterval, double success, Interval successInterval) {}

  private static final double LEVEL = 0.95;

  static LoopScore of(String name, PolicyScores scores, Map<String, PolicyScores> all, long seed) {
    PolicyScores nominal = all.get(ClosedLoop.NOMINAL);
    PolicyScores oracle = all.get(ClosedLoop.ORACLE);
    Bootstrap bootstrap = new Bootstrap(seed, 2000);
    int units = scores.episodes();
    double[] returns = scores.returns();
    double[] least = nominal.returns();
    double[] most = oracle.returns();
    double[] successes = numbers(scores.successes());
    return new LoopScore(
        name,
        scores.successRate(),
        bootstrap.percentile(units, LEVEL, chosen -> mean(successes, chosen)),
        scores.meanReturn(),
        bootstrap.percentile(units, LEVEL, chosen -> mean(returns, chosen)),
        share(scores.meanReturn(), nominal.meanReturn(), oracle.meanReturn()),
        interval(bootstrap, returns, least, most),
        difference(bootstrap, scores, nominal),
        difference(bootstrap, scores, all.get(ClosedLoop.NOISE)));
  }

  private static double[] numbers(boolean[] succeeded) {
    double[] numbers = new double[succeeded.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = succeeded[i] ? 1 : 0;
    }
    return numbers;
  }

  private static Difference difference(
      Bootstrap bootstrap, PolicyScores scores, PolicyScores other) {
    double[] returns = minus(scores.returns(), other.returns());
    double[] successes = minus(numbers(scores.successes()), numbers(other.successes()));
    return new Difference(
        Arrays.stream(returns).average().orElseThrow(),
        bootstrap.percentile(returns.length, LEVEL, chosen -> mean(returns, chosen)),
        Arrays.stream(successes).average().orElseThrow(),
        bootstrap.percentile(successes.length, LEVEL, chosen -> mean(successes, chosen)));
  }

  private static double[] minus(double[] values, double[] others) {
    double[] differences = new double[values.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = values[i] - others[i];
    }
    return differences;
  }

  private static Interval interval(
      Bootstrap bootstrap, double[] returns, double[] least, double[] most) {
    try {
      return bootstrap.percentile(
          returns.length,
          LEVEL,
          chosen -> share(mean(returns, chosen), mean(least, chosen), mean(most, chosen)));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static double share(double value, double least, double most) {
    return most > least ? (value - least) / (most - least) : Double.NaN;
  }

  private static double mean(double[] values, int[] chosen) {
    double sum = 0;
    for (int i : chosen) {
      sum += values[i];
    }
    return sum / chosen.length;
  }
}
