package org.workcell.recipes.closedloop;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.workcell.sim2real.metrics.Bootstrap;
import org.workcell.sim2real.metrics.Interval;
import org.workcell.training.PolicyScores;

/**
 * How policies that were trained in one environment do on the hidden robot; all get the same
 * episodes. Intervals are over episodes and, where several policies were trained in each
 * environment, over policies, too: both are resampled, for all environments alike.
 *
 * @param policy name of the environment
 * @param successRate share of the episodes that met the success rule
 * @param successRates the same of each policy
 * @param success its 95 % interval
 * @param meanReturn mean of the sums of rewards
 * @param returns its 95 % interval
 * @param recovered share of the loss in return from oracle to nominal that it takes back; 0 for
 *     nominal, 1 for the oracle
 * @param recoveredInterval its 95 % interval, over policies and episodes in pairs; null where there
 *     is no loss
 * @param overNominal how much better it is than the nominal policy, episode by episode
 * @param overNoise how much better it is than the policy that was trained with noise
 */
public record LoopScore(
    String policy,
    double successRate,
    List<Double> successRates,
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
   * @param returnsInterval its 95 % interval
   * @param success difference of the success rates
   * @param successInterval its 95 % interval
   */
  public record Difference(
      double returns, Interval returnsInterval, double success, Interval successInterval) {}

  private static final double LEVEL = 0.95;

  /**
   * The score of an environment's policies.
   *
   * @param all of all environments: as many policies each, in the same episodes
   */
  static LoopScore of(String name, Map<String, List<PolicyScores>> all, long seed) {
    List<PolicyScores> own = all.get(name);
    Table returns = Table.returns(own);
    Table successes = Table.successes(own);
    Table least = Table.returns(all.get(ClosedLoop.NOMINAL));
    Table most = Table.returns(all.get(ClosedLoop.ORACLE));
    Bootstrap bootstrap = new Bootstrap(seed, 2000);
    return new LoopScore(
        name,
        successes.mean(),
        own.stream().map(PolicyScores::successRate).toList(),
        successes.interval(bootstrap, successes::mean),
        returns.mean(),
        returns.interval(bootstrap, returns::mean),
        share(returns.mean(), least.mean(), most.mean()),
        recovered(bootstrap, returns, least, most),
        difference(bootstrap, own, all.get(ClosedLoop.NOMINAL)),
        difference(bootstrap, own, all.get(ClosedLoop.NOISE)));
  }

  /** A number for each policy of an environment and each episode. */
  private record Table(double[][] values) {

    static Table returns(List<PolicyScores> scores) {
      return new Table(scores.stream().map(PolicyScores::returns).toArray(double[][]::new));
    }

    static Table successes(List<PolicyScores> scores) {
      return new Table(
          scores.stream().map(each -> numbers(each.successes())).toArray(double[][]::new));
    }

    private static double[] numbers(boolean[] succeeded) {
      double[] numbers = new double[succeeded.length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = succeeded[i] ? 1 : 0;
      }
      return numbers;
    }

    Table minus(Table other) {
      double[][] differences = new double[values.length][];
      for (int policy = 0; policy < values.length; policy++) {
        differences[policy] = values[policy].clone();
        for (int episode = 0; episode < differences[policy].length; episode++) {
          differences[policy][episode] -= other.values[policy][episode];
        }
      }
      return new Table(differences);
    }

    double mean() {
      return Arrays.stream(values).flatMapToDouble(Arrays::stream).average().orElseThrow();
    }

    /** The mean over chosen policies and, numbered after these, chosen episodes. */
    double mean(int[] chosen) {
      double sum = 0;
      int policies = values.length;
      for (int i = 0; i < policies; i++) {
        double[] row = values[chosen[i]];
        for (int j = policies; j < chosen.length; j++) {
          sum += row[chosen[j] - policies];
        }
      }
      return sum / (policies * (double) (chosen.length - policies));
    }

    Interval interval(Bootstrap bootstrap, Bootstrap.Statistic statistic) {
      return bootstrap.percentileWithin(
          new int[] {values.length, values[0].length}, LEVEL, statistic);
    }
  }

  private static Difference difference(
      Bootstrap bootstrap, List<PolicyScores> scores, List<PolicyScores> others) {
    Table returns = Table.returns(scores).minus(Table.returns(others));
    Table successes = Table.successes(scores).minus(Table.successes(others));
    return new Difference(
        returns.mean(),
        returns.interval(bootstrap, returns::mean),
        successes.mean(),
        successes.interval(bootstrap, successes::mean));
  }

  private static Interval recovered(Bootstrap bootstrap, Table returns, Table least, Table most) {
    if (!(most.mean() > least.mean())) {
      return null;
    }
    return returns.interval(
        bootstrap, chosen -> share(returns.mean(chosen), least.mean(chosen), most.mean(chosen)));
  }

  private static double share(double value, double least, double most) {
    return most > least ? (value - least) / (most - least) : Double.NaN;
  }
}
