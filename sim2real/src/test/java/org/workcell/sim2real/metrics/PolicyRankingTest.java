package org.workcell.sim2real.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.workcell.sim2real.metrics.PolicyRanking.Measure;

class PolicyRankingTest {

  private static final double[] REAL = {.9, .7, .5, .3, .2};
  private static final double[] SIMULATED = {.8, .75, .3, .4, .1};
  private static final double[] EXCHANGED = {.75, .8, .3, .4, .1};

  @Test
  void knownAnswers() {
    assertEquals(.08, Measure.MMRV.of(REAL, SIMULATED), 1e-12);
    assertEquals(0.9134102953, Measure.PEARSON.of(REAL, SIMULATED), 1e-10);
    assertEquals(.9, Measure.SPEARMAN.of(REAL, SIMULATED), 1e-12);
    assertEquals(.8, Measure.KENDALL.of(REAL, SIMULATED), 1e-12);
    assertEquals(.16, Measure.MMRV.of(REAL, EXCHANGED), 1e-12);
    assertEquals(0.8842278578, Measure.PEARSON.of(REAL, EXCHANGED), 1e-10);
  }

  @Test
  void aTieInSimulationOfPoliciesThatDifferIsAViolationOfOneOfThem() {
    // (S_0 < S_1) = (R_0 < R_1) = false; (S_1 < S_0) = false, (R_1 < R_0) = true.
    assertEquals(.1, Measure.MMRV.of(new double[] {.7, .5}, new double[] {.4, .4}), 1e-12);
  }

  @Test
  void aConstantListHasNoCorrelation() {
    double[] constant = {.1, .1, .1, .1, .1};
    assertTrue(Double.isNaN(Measure.PEARSON.of(REAL, constant)));
    assertTrue(Double.isNaN(Measure.KENDALL.of(REAL, constant)));
  }

  private static Map<String, double[]> scores(double... means) {
    Map<String, double[]> scores = new TreeMap<>();
    for (int i = 0; i < means.length; i++) {
      scores.put("p" + i, new double[] {means[i]});
    }
    return scores;
  }

  @Test
  void theIntervalOverFivePoliciesIsWideAndHoldsTheValue() {
    PolicyRanking ranking = PolicyRanking.of(scores(REAL), scores(SIMULATED));
    Bootstrap bootstrap = new Bootstrap(1, Bootstrap.USUAL_RESAMPLES);
    Interval pearson = ranking.overPolicies(Measure.PEARSON, .95, bootstrap);
    assertTrue(pearson.enumerated());
    assertEquals(5, pearson.undefined(), "all five the same policy");
    assertEquals(3120, pearson.resamples());
    assertTrue(pearson.contains(ranking.value(Measure.PEARSON)));
    assertTrue(pearson.low() < .7, pearson.toString());
    assertEquals(0, ranking.overPolicies(Measure.MMRV, .95, bootstrap).low(), 0);
    assertThrows(
        IllegalStateException.class, () -> ranking.overEpisodes(Measure.MMRV, .95, bootstrap));
  }

  @Test
  void chanceInEpisodesIsResampledWithinPolicies() {
    Map<String, double[]> real = Map.of("a", new double[] {1, 0}, "b", new double[] {1, 1, 1});
    Map<String, double[]> simulated = Map.of("a", new double[] {0, 0}, "b", new double[] {1, 1});
    PolicyRanking ranking = PolicyRanking.of(real, simulated);
    assertEquals(List.of("a", "b"), ranking.policies());
    assertEquals(.5, ranking.realScore(0), 0);
    // a's real mean is 0, 1/2 or 1: only at 1, in one of four, does simulation part from reality,
    // and then by nothing.
    Interval mmrv = ranking.overEpisodes(Measure.MMRV, .95, new Bootstrap(1, 2000));
    assertEquals(2 * 2 * 27 * 4 * 4, mmrv.resamples());
    assertTrue(mmrv.enumerated());
    assertEquals(0, mmrv.high(), 0);
    Interval pearson = ranking.overEpisodes(Measure.PEARSON, .95, new Bootstrap(1, 2000));
    assertEquals(432, pearson.undefined());
    assertEquals(1, pearson.low(), 1e-12);
  }

  @Test
  void differentPoliciesAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> PolicyRanking.of(scores(1, 2), scores(1, 2, 3)));
    assertThrows(IllegalArgumentException.class, () -> Measure.MMRV.of(REAL, new double[] {1}));
  }
}
