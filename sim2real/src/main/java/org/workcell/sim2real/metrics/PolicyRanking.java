package org.workcell.sim2real.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * Whether a simulation ranks policies as reality does: scores of the same policies in both, each
 * from one or more episodes. Immutable by convention; arrays are not copied.
 */
public final class PolicyRanking {

  /** What can be said of two lists of scores, real ones first. */
  public enum Measure {
    /**
     * Mean maximum rank violation (SIMPLER, arXiv 2405.05941): {@code mean_i max_j |R_i - R_j|
     * [(S_i < S_j) != (R_i < R_j)]}; 0 is best, and its unit is that of the real scores.
     */
    MMRV(PolicyRanking::mmrv),
    /** Pearson's correlation; 1 is best; NaN where one list is constant. */
    PEARSON(PolicyRanking::pearson),
    /** Spearman's rank correlation, equal scores at their mean rank. */
    SPEARMAN((real, simulated) -> pearson(ranks(real), ranks(simulated))),
    /** Kendall's tau-b. */
    KENDALL(PolicyRanking::kendall);

    private final ToDoubleBiFunction<double[], double[]> formula;

    Measure(ToDoubleBiFunction<double[], double[]> formula) {
      this.formula = formula;
    }

    /**
     * Its value.
     *
     * @throws IllegalArgumentException if the lists differ in length or are empty
     */
    public double of(double[] real, double[] simulated) {
      if (real.length != simulated.length || real.length == 0) {
        throw new IllegalArgumentException(
            "there are %d real and %d simulated scores; expected one of each for every policy"
                .formatted(real.length, simulated.length));
      }
      return formula.applyAsDouble(real, simulated);
    }
  }

  private final List<String> policies;
  private final double[][] real;
  private final double[][] simulated;

  private PolicyRanking(List<String> policies, double[][] real, double[][] simulated) {
    this.policies = policies;
    this.real = real;
    this.simulated = simulated;
  }

  /**
   * A comparison of the same policies.
   *
   * @param real scores of episodes by policy
   * @param simulated the same in simulation; the number of episodes may differ
   * @throws IllegalArgumentException if the policies are not the same two or more, or one has no
   *     episode
   */
  public static PolicyRanking of(Map<String, double[]> real, Map<String, double[]> simulated) {
    if (!real.keySet().equals(simulated.keySet()) || real.size() < 2) {
      throw new IllegalArgumentException(
          "real scores are of policies %s, simulated ones of %s; expected the same two or more"
              .formatted(new TreeSet<>(real.keySet()), new TreeSet<>(simulated.keySet())));
    }
    List<String> policies = List.copyOf(new TreeSet<>(real.keySet()));
    for (String policy : policies) {
      if (real.get(policy).length == 0 || simulated.get(policy).length == 0) {
        throw new IllegalArgumentException("policy %s has no episode".formatted(policy));
      }
    }
    return new PolicyRanking(
        policies,
        policies.stream().map(real::get).toArray(double[][]::new),
        policies.stream().map(simulated::get).toArray(double[][]::new));
  }

  /** The policies in alphabetical order. */
  public List<String> policies() {
    return policies;
  }

  /** Mean real score of a policy. */
  public double realScore(int policy) {
    return mean(real[policy]);
  }

  /** Mean simulated score of a policy. */
  public double simulatedScore(int policy) {
    return mean(simulated[policy]);
  }

  /** Whether every policy has several episodes on both sides, as {@link #overEpisodes} needs. */
  public boolean hasEpisodes() {
    for (int i = 0; i < real.length; i++) {
      if (real[i].length < 2 || simulated[i].length < 2) {
        return false;
      }
    }
    return true;
  }

  /** A measure of the mean scores. */
  public double value(Measure measure) {
    return measure.of(means(real), means(simulated));
  }

  /**
   * How much a measure depends on which policies there are. With few policies any interval is wide.
   */
  public Interval overPolicies(Measure measure, double level, Bootstrap bootstrap) {
    double[] realMeans = means(real);
    double[] simulatedMeans = means(simulated);
    return bootstrap.percentile(
        real.length,
        level,
        chosen -> measure.of(pick(realMeans, chosen), pick(simulatedMeans, chosen)));
  }

  /** How much a measure depends on chance in the episodes of these policies. */
  public Interval overEpisodes(Measure measure, double level, Bootstrap bootstrap) {
    if (!hasEpisodes()) {
      throw new IllegalStateException(
          "a policy has one score alone; give the scores of its episodes to resample them");
    }
    int[] strata = IntStream.range(0, 2 * real.length).map(i -> scores(i).length).toArray();
    return bootstrap.percentileWithin(
        strata,
        level,
        chosen -> {
          double[] means = stratumMeans(strata, chosen);
          return measure.of(
              Arrays.copyOf(means, real.length),
              Arrays.copyOfRange(means, real.length, means.length));
        });
  }

  /** Strata are the real scores of each policy, then the simulated ones. */
  private double[] scores(int stratum) {
    return stratum < real.length ? real[stratum] : simulated[stratum - real.length];
  }

  private double[] stratumMeans(int[] strata, int[] chosen) {
    double[] means = new double[strata.length];
    int first = 0;
    for (int stratum = 0; stratum < strata.length; stratum++) {
      double[] scores = scores(stratum);
      for (int i = 0; i < scores.length; i++) {
        means[stratum] += scores[chosen[first + i] - first] / scores.length;
      }
      first += scores.length;
    }
    return means;
  }

  private static double[] means(double[][] scores) {
    double[] means = new double[scores.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = mean(scores[i]);
    }
    return means;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double[] pick(double[] values, int[] chosen) {
    double[] picked = new double[chosen.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = values[chosen[i]];
    }
    return picked;
  }

  private static double mmrv(double[] real, double[] simulated) {
    double sum = 0;
    for (int i = 0; i < real.length; i++) {
      double worst = 0;
      for (int j = 0; j < real.length; j++) {
        boolean violated = (simulated[i] < simulated[j]) != (real[i] < real[j]);
        worst = violated ? Math.max(worst, Math.abs(real[i] - real[j])) : worst;
      }
      sum += worst;
    }
    return sum / real.length;
  }

  private static double pearson(double[] real, double[] simulated) {
    return CrossMoments.of(real, simulated).correlation();
  }

  private static double[] ranks(double[] values) {
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      for (double other : values) {
        ranks[i] += other < values[i] ? 1 : other == values[i] ? 0.5 : 0;
      }
    }
    return ranks;
  }

  private static double kendall(double[] real, double[] simulated) {
    double agreement = 0;
    double realPairs = 0;
    double simulatedPairs = 0;
    for (int i = 0; i < real.length; i++) {
      for (int j = 0; j < i; j++) {
        double x = Math.signum(real[i] - real[j]);
        double y = Math.signum(simulated[i] - simulated[j]);
        agreement += x * y;
        realPairs += Math.abs(x);
        simulatedPairs += Math.abs(y);
      }
    }
    return agreement / Math.sqrt(realPairs * simulatedPairs);
  }
}
