package org.workcell.recipes.closedloop;

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
 */
public record LoopScore(
    String policy,
    double successRate,
    Interval success,
    double meanReturn,
    Interval returns,
    double recovered,
    Interval recoveredInterval) {

  private static final double LEVEL = 0.95;

  static LoopScore of(
      String name, PolicyScores scores, PolicyScores nominal, PolicyScores oracle, long seed) {
    Bootstrap bootstrap = new Bootstrap(seed, 2000);
    int units = scores.episodes();
    double[] returns = scores.returns();
    double[] least = nominal.returns();
    double[] most = oracle.returns();
    double[] successes = new double[units];
    boolean[] succeeded = scores.successes();
    for (int i = 0; i < units; i++) {
      successes[i] = succeeded[i] ? 1 : 0;
    }
    return new LoopScore(
        name,
        scores.successRate(),
        bootstrap.percentile(units, LEVEL, chosen -> mean(successes, chosen)),
        scores.meanReturn(),
        bootstrap.percentile(units, LEVEL, chosen -> mean(returns, chosen)),
        share(scores.meanReturn(), nominal.meanReturn(), oracle.meanReturn()),
        interval(bootstrap, returns, least, most));
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
