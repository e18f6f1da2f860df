package org.workcell.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.sim.files.BadInputException;
import org.workcell.testing.FakeSuite;

class EvaluationRunnerTest {

  @Test
  void runsEveryEpisodeWithItsOwnSeed() {
    try (EvaluationPlan plan = Evaluations.plan(PolicyKind.EXPERT, 3, FakeSuite.POINT_MASS)) {
      List<EpisodeResult> results =
          Evaluations.outcomes(plan).stream().map(EpisodeOutcome::result).toList();
      assertEquals(List.of(0L, 1L, 2L), results.stream().map(EpisodeResult::seed).toList());
      assertTrue(results.stream().allMatch(EpisodeResult::successOnce), results.toString());
      assertTrue(results.stream().allMatch(result -> result.steps() == 100));
      assertTrue(results.get(0).firstSuccessStep() > 0);
    }
  }

  @Test
  void skipsWhatIsDone() {
    try (EvaluationPlan plan = Evaluations.plan(PolicyKind.ZERO, 5, FakeSuite.POINT_MASS)) {
      List<Integer> episodes = new ArrayList<>();
      EvaluationRunner runner =
          new EvaluationRunner(plan, 4, outcome -> episodes.add(outcome.result().episode()));
      assertTrue(runner.run(key -> key.episode() != 3));
      assertEquals(List.of(3), episodes);
    }
  }

  @Test
  void episodesThatErrorAreRecordedAndTheRunGoesOn() {
    try (EvaluationPlan plan = Evaluations.plan(PolicyKind.EXPERT, 20, FakeSuite.FRAGILE)) {
      List<EpisodeOutcome> outcomes = Evaluations.outcomes(plan);
      assertEquals(20, outcomes.size());
      List<EpisodeResult> broken =
          outcomes.stream().map(EpisodeOutcome::result).filter(EpisodeResult::errored).toList();
      assertTrue(broken.stream().anyMatch(result -> result.error().contains("on arrival")));
      assertTrue(broken.stream().anyMatch(result -> result.error().contains("in step 3")));
      for (EpisodeResult result : broken) {
        assertFalse(result.successOnce());
        assertNull(result.firstSuccessStep());
        assertEquals(result.error().contains("in step 3") ? 2 : 0, result.steps());
      }
      assertTrue(broken.size() < 20);
    }
  }

  @Test
  void recordsOfEpisodesThatNeverBeganCarryTheirOwnSeed() {
    try (EvaluationPlan plan = Evaluations.plan(PolicyKind.EXPERT, 20, FakeSuite.FRAGILE)) {
      for (EpisodeOutcome outcome : Evaluations.outcomes(plan)) {
        assertEquals(outcome.result().seed(), outcome.record().seed());
        assertEquals(outcome.result().episode(), outcome.record().episode());
      }
    }
  }

  @Test
  void stopsSoonWhenAsked() {
    try (EvaluationPlan plan = Evaluations.plan(PolicyKind.ZERO, 1000, FakeSuite.POINT_MASS)) {
      AtomicReference<EvaluationRunner> runner = new AtomicReference<>();
      List<EpisodeOutcome> outcomes = new ArrayList<>();
      runner.set(
          new EvaluationRunner(
              plan,
              2,
              outcome -> {
                outcomes.add(outcome);
                runner.get().stop();
              }));
      assertFalse(runner.get().run(key -> false));
      assertTrue(outcomes.size() <= 2);
    }
  }

  @Test
  void aSinkThatFailsEndsTheRun() {
    try (EvaluationPlan plan = Evaluations.plan(PolicyKind.ZERO, 100, FakeSuite.POINT_MASS)) {
      AtomicInteger delivered = new AtomicInteger();
      EvaluationRunner runner =
          new EvaluationRunner(
              plan,
              4,
              outcome -> {
                delivered.incrementAndGet();
                throw new UncheckedIOException(new IOException("disk full"));
              });
      assertThrows(UncheckedIOException.class, () -> runner.run(key -> false));
      assertEquals(1, delivered.get());
    }
  }

  @Test
  void tasksWithoutExpertAreRefusedBeforeAnythingRuns() {
    BadInputException refusal =
        assertThrows(
            BadInputException.class,
            () -> Evaluations.plan(PolicyKind.EXPERT, 1, FakeSuite.POINT_MASS, FakeSuite.MANUAL));
    assertEquals(
        "task testing/manual-v1 has no expert; use another --policy", refusal.getMessage());
  }
}
