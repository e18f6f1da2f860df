package org.workcell.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.policies.testing.FakeProcess;
import org.workcell.report.RunReport;
import org.workcell.sim.files.BadInputException;
import org.workcell.testing.FakeSuite;

/** Policies in another process, run like any other. */
@Timeout(60)
class ProcessSourceTest {

  @TempDir Path folder;

  private static PolicySource source(FakeProcess process, NetworkSettings settings) {
    return PolicySource.parse("socket://" + process.socket(), settings);
  }

  private static PolicySource source(FakeProcess process) {
    return source(process, NetworkSettings.NONE);
  }

  private static List<EpisodeResult> run(EvaluationPlan plan, int workers, int rows) {
    List<EpisodeResult> results = new ArrayList<>();
    EvaluationRunner runner =
        new EvaluationRunner(plan, workers, rows, outcome -> results.add(outcome.result()));
    assertTrue(runner.run(key -> false));
    results.sort(
        Comparator.comparing(EpisodeResult::task).thenComparingInt(EpisodeResult::episode));
    return results;
  }

  private static EpisodeResult withoutCell(EpisodeResult result) {
    return new EpisodeResult(
        result.task(),
        result.condition(),
        result.episode(),
        result.variation(),
        result.seed(),
        result.successOnce(),
        result.successAtEnd(),
        result.firstSuccessStep(),
        result.episodeReturn(),
        result.steps(),
        result.premise(),
        result.warnings(),
        result.error(),
        "");
  }

  private static double[][] expert(FakeProcess.Question question) throws IOException {
    return question.expert(question.rows());
  }

  @Test
  void anExpertAskedThroughAProcessGivesTheExpertsEpisodes() throws IOException {
    String[] tasks = {FakeSuite.POINT_MASS, FakeSuite.FRAGILE};
    List<EpisodeResult> expected;
    try (EvaluationPlan plan = Evaluations.plan(PolicyKind.EXPERT, 10, tasks)) {
      expected = run(plan, 1, 1);
    }
    for (int[] shape : new int[][] {{1, 1}, {3, 4}}) {
      try (FakeProcess process =
              new FakeProcess(ProcessSourceTest::expert).with("checked_episodes", 4);
          EvaluationPlan plan = Evaluations.plan(source(process), 10, tasks)) {
        List<EpisodeResult> results = run(plan, shape[0], shape[1]);
        assertEquals(
            expected.stream().map(ProcessSourceTest::withoutCell).toList(),
            results.stream().map(ProcessSourceTest::withoutCell).toList());
        assertNull(plan.evaluation().policy().repeatability().orElseThrow().difference());
      }
    }
  }

  @Test
  void chunksArePlayed() throws IOException {
    FakeProcess.Conduct conduct = question -> new double[question.rows().size()][8];
    try (FakeProcess process = new FakeProcess(conduct).with("chunk_steps", 4);
        EvaluationPlan plan =
            Evaluations.plan(
                source(process, new NetworkSettings(null, null, 3)), 1, FakeSuite.POINT_MASS)) {
      int before = process.questions().size();
      run(plan, 1, 1);
      List<FakeProcess.Question> questions = process.questions();
      assertEquals(34, questions.size() - before, "100 steps, 3 of each chunk");
      assertEquals(List.of(6), questions.get(before + 2).steps());
      assertEquals(new RecordedProcess("fake", "", 4, 3, 0), Evaluations.manifest(plan).process());
    }
  }

  @Test
  void answersThatDifferMarkTheRunAndItsReport() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    FakeProcess.Conduct conduct =
        question -> {
          double[][] actions = new double[question.rows().size()][2];
          for (double[] action : actions) {
            action[0] = asked.incrementAndGet() < 60 ? 0 : Math.random();
          }
          return actions;
        };
    try (FakeProcess process = new FakeProcess(conduct).with("checked_episodes", 2);
        EvaluationPlan plan = Evaluations.plan(source(process), 2, FakeSuite.POINT_MASS)) {
      Manifest first = Evaluations.manifest(plan);
      assertEquals(new Repeatability(2, null), first.repeatability());
      try (RunFolder run = RunFolder.create(folder.resolve("run"), first)) {
        EvaluationRunner runner =
            new EvaluationRunner(
                plan,
                1,
                outcome -> {
                  plan.evaluation().policy().repeatability().ifPresent(run::note);
                  run.append(outcome);
                });
        assertTrue(runner.run(key -> false));
        RunReport.write(run, run.finish());
      }
      Manifest kept = RunFolder.readManifest(folder.resolve("run"));
      String why = kept.whyNotRepeatable().orElseThrow();
      assertTrue(why.contains("answered differently, as seen in an episode of"), why);
      for (String name : List.of("summary.json", "report.html")) {
        assertTrue(Files.readString(folder.resolve("run").resolve(name)).contains(why), name);
      }
      assertEquals(List.of(), kept.differences(first), "such a run can be continued");
      RunFolder.resume(folder.resolve("run"), first, plan.digests()).close();
    }
  }

  @Test
  void aPolicyThatDrawsIsMarkedByItsTrial() throws IOException {
    FakeProcess.Conduct conduct = question -> new double[][] {{Math.random(), 0}};
    try (FakeProcess process = new FakeProcess(conduct);
        EvaluationPlan plan = Evaluations.plan(source(process), 1, FakeSuite.POINT_MASS)) {
      String why = Evaluations.manifest(plan).whyNotRepeatable().orElseThrow();
      assertTrue(why.endsWith("as seen in episode 0 of testing/point-mass-v1, step 1"), why);
    }
  }

  @Test
  void aPolicyThatFailsEndsTheRunAndOneThatIsStoppedInterruptsIt() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    String[] failure = {"boom"};
    FakeProcess.Conduct conduct =
        question -> {
          if (asked.incrementAndGet() == 30) {
            throw new IllegalStateException(failure[0]);
          }
          return new double[question.rows().size()][2];
        };
    try (FakeProcess process = new FakeProcess(conduct);
        EvaluationPlan plan = Evaluations.plan(source(process), 8, FakeSuite.POINT_MASS)) {
      EvaluationRunner runner = new EvaluationRunner(plan, 3, 2, outcome -> {});
      assertEquals(
          "policy python:fake failed: boom",
          assertThrows(RunAbortedException.class, () -> runner.run(key -> false)).getMessage());
    }
    asked.set(0);
    failure[0] = "cancelled";
    try (FakeProcess process = new FakeProcess(conduct);
        EvaluationPlan plan = Evaluations.plan(source(process), 8, FakeSuite.POINT_MASS)) {
      assertFalse(new EvaluationRunner(plan, 3, 2, outcome -> {}).run(key -> false));
    }
  }

  private static void assertRefused(String expected, String label, NetworkSettings settings) {
    String message =
        assertThrows(BadInputException.class, () -> PolicySource.parse(label, settings))
            .getMessage();
    assertTrue(message.contains(expected), message);
  }

  @Test
  void whatCannotBeIsRefused() throws IOException {
    assertRefused("cannot be reached", "socket://" + folder.resolve("no"), NetworkSettings.NONE);
    assertRefused("workcell.evaluate(", "python:mine", NetworkSettings.NONE);
    try (FakeProcess process = new FakeProcess(question -> new double[1][2])) {
      String label = "socket://" + process.socket();
      assertRefused("--device", label, new NetworkSettings("cpu", null, null));
      assertRefused("plans 1 actions at once", label, new NetworkSettings(null, null, 2));
    }
  }

  @Test
  void aFailureInTheTrialIsRefusedBeforeThereIsARun() throws IOException {
    FakeProcess.Conduct conduct =
        question -> {
          throw new IllegalStateException("no weights");
        };
    try (FakeProcess process = new FakeProcess(conduct)) {
      assertEquals(
          "policy python:fake failed: no weights",
          assertThrows(
                  BadInputException.class,
                  () -> Evaluations.plan(source(process), 1, FakeSuite.POINT_MASS).close())
              .getMessage());
    }
  }
}
