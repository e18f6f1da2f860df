package org.workcell.recipes.closedloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.records.StageFolder;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim2real.gap.GapFamily;
import org.workcell.sim2real.gap.GapLevel;
import org.workcell.training.PolicyScores;

/** What is recovered of a loss, in pairs; and folders that belong to one plan. */
class LoopScoreTest {

  @TempDir Path folder;

  private static PolicyScores scores(double... returns) {
    boolean[] successes = new boolean[returns.length];
    for (int i = 0; i < returns.length; i++) {
      successes[i] = returns[i] > 5;
    }
    return new PolicyScores(returns, successes);
  }

  @Test
  void aShareOfTheLossIsRecovered() {
    // Episodes differ much, and in each the policy is three quarters of the way to the oracle.
    PolicyScores nominal = scores(0, 10, 20, 30);
    PolicyScores oracle = scores(4, 14, 24, 34);
    PolicyScores noise = scores(1, 11, 21, 31);
    Map<String, List<PolicyScores>> all =
        Map.of(
            ClosedLoop.NOMINAL,
            List.of(nominal),
            ClosedLoop.ORACLE,
            List.of(oracle),
            ClosedLoop.NOISE,
            List.of(noise),
            "ours",
            List.of(scores(3, 13, 23, 33)));
    LoopScore score = LoopScore.of("ours", all, 1);
    assertEquals(0.75, score.recovered(), 1e-12);
    assertEquals(0.75, score.recoveredInterval().low(), 1e-12);
    assertEquals(0.75, score.recoveredInterval().high(), 1e-12);
    assertEquals(0.75, score.successRate());
    assertTrue(score.returns().high() - score.returns().low() > 10);
    assertEquals(3, score.overNominal().returns(), 1e-12);
    assertEquals(2, score.overNoise().returns(), 1e-12);
    assertEquals(2, score.overNoise().returnsInterval().low(), 1e-12);
    assertEquals(0, score.overNominal().success());
    assertEquals(0, LoopScore.of("nominal", all, 1).recovered());
    assertEquals(1, LoopScore.of("oracle", all, 1).recovered());
  }

  @Test
  void withoutALossNothingCanBeRecovered() {
    List<PolicyScores> same = List.of(scores(1, 2, 3));
    LoopScore score =
        LoopScore.of(
            "ours",
            Map.of(
                ClosedLoop.NOMINAL,
                same,
                ClosedLoop.ORACLE,
                same,
                ClosedLoop.NOISE,
                same,
                "ours",
                same),
            1);
    assertTrue(Double.isNaN(score.recovered()));
    assertNull(score.recoveredInterval());
  }

  /** The oracle is worse on the whole, and better in some resamples, which say nothing alone. */
  @Test
  void aLossInSomeResamplesIsNoLoss() {
    List<PolicyScores> nominal = List.of(scores(5, 0, 1));
    List<PolicyScores> oracle = List.of(scores(0, 4, 1));
    LoopScore score =
        LoopScore.of(
            "nominal",
            Map.of(
                ClosedLoop.NOMINAL, nominal, ClosedLoop.ORACLE, oracle, ClosedLoop.NOISE, nominal),
            1);
    assertTrue(Double.isNaN(score.recovered()));
    assertNull(score.recoveredInterval());
  }

  /** Where episodes are alike and policies are not, an interval over episodes would be a point. */
  @Test
  void intervalsAreOverPoliciesToo() {
    List<PolicyScores> none = List.of(scores(0, 0, 0), scores(0, 0, 0), scores(0, 0, 0));
    List<PolicyScores> all = List.of(scores(8, 8, 8), scores(8, 8, 8), scores(8, 8, 8));
    List<PolicyScores> some = List.of(scores(8, 8, 8), scores(0, 0, 0), scores(8, 8, 8));
    LoopScore score =
        LoopScore.of(
            "ours",
            Map.of(
                ClosedLoop.NOMINAL,
                none,
                ClosedLoop.ORACLE,
                all,
                ClosedLoop.NOISE,
                none,
                "ours",
                some),
            1);
    assertEquals(2 / 3.0, score.successRate(), 1e-12);
    assertEquals(List.of(1.0, 0.0, 1.0), score.successRates());
    assertEquals(2 / 3.0, score.recovered(), 1e-12);
    // All three resampled policies are the one that fails in one of 27 resamples, which is 3.7 %.
    assertEquals(0, score.recoveredInterval().low());
    assertEquals(1, score.recoveredInterval().high());
    assertEquals(0, score.overNoise().successInterval().low());
    assertEquals(16 / 3.0, score.overNoise().returns(), 1e-12);
  }

  @Test
  void aFolderHasOnePlan() {
    StageFolder.of(folder, ClosedLoop.head(plan(1)));
    StageFolder.of(folder, ClosedLoop.head(plan(1)));
    BadInputException other =
        assertThrows(
            BadInputException.class, () -> StageFolder.of(folder, ClosedLoop.head(plan(2))));
    assertTrue(
        other.getMessage().contains("a run of gap.seed 1 (here 2), not this one"),
        other.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> LoopPlan.builder("arm/reach-v1").gap(GapFamily.G8, GapLevel.MILD, 1).build());
  }

  private static LoopPlan plan(long seed) {
    return LoopPlan.builder("arm/reach-v1").gap(GapFamily.G9, GapLevel.MILD, seed).build();
  }
}
