package org.workcell.recipes.closedloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
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
    Map<String, PolicyScores> all =
        Map.of(ClosedLoop.NOMINAL, nominal, ClosedLoop.ORACLE, oracle, ClosedLoop.NOISE, noise);
    LoopScore score = LoopScore.of("ours", scores(3, 13, 23, 33), all, 1);
    assertEquals(0.75, score.recovered(), 1e-12);
    assertEquals(0.75, score.recoveredInterval().low(), 1e-12);
    assertEquals(0.75, score.recoveredInterval().high(), 1e-12);
    assertEquals(0.75, score.successRate());
    assertTrue(score.returns().high() - score.returns().low() > 10);
    assertEquals(3, score.overNominal().returns(), 1e-12);
    assertEquals(2, score.overNoise().returns(), 1e-12);
    assertEquals(2, score.overNoise().returnsInterval().low(), 1e-12);
    assertEquals(0, score.overNominal().success());
    assertEquals(0, LoopScore.of("nominal", nominal, all, 1).recovered());
    assertEquals(1, LoopScore.of("oracle", oracle, all, 1).recovered());
  }

  @Test
  void withoutALossNothingCanBeRecovered() {
    PolicyScores same = scores(1, 2, 3);
    LoopScore score =
        LoopScore.of(
            "ours",
            same,
            Map.of(ClosedLoop.NOMINAL, same, ClosedLoop.ORACLE, same, ClosedLoop.NOISE, same),
            1);
    assertTrue(Double.isNaN(score.recovered()));
    assertNull(score.recoveredInterval());
  }

  @Test
  void aFolderHasOnePlan() {
    StageFolder.of(folder, ClosedLoop.head(plan(1)));
    StageFolder.of(folder, ClosedLoop.head(plan(1)));
    BadInputException other =
        assertThrows(
            BadInputException.class, () -> StageFolder.of(folder, ClosedLoop.head(plan(2))));
    assertTrue(other.getMessage().contains("seed 1 (here 2), not this one"), other.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> LoopPlan.builder("arm/reach-v1").gap(GapFamily.G8, GapLevel.MILD, 1).build());
  }

  private static LoopPlan plan(long seed) {
    return LoopPlan.builder("arm/reach-v1").gap(GapFamily.G9, GapLevel.MILD, seed).build();
  }
}
