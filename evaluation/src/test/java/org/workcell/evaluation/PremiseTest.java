package org.workcell.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.datasets.records.Json;
import org.workcell.datasets.records.Replay;
import org.workcell.report.PerturbationSummary;
import org.workcell.report.PerturbationTable;
import org.workcell.report.RunReport;
import org.workcell.report.RunSummary;
import org.workcell.report.SummaryTable;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.Suite;
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.task.TaskSpec;
import org.workcell.tasks.libero.placement.StoredStates;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;
import org.workcell.testing.ForwardingTask;
import org.workcell.testing.PointMassTask;

/** Episodes that begin without what their task takes for granted, from the task to the report. */
class PremiseTest {

  private static final String TESTED = "testing/tested-v1";
  private static final String UNTESTED = "testing/point-mass-v1";

  @TempDir Path parent;

  private Path folder;
  private RunSummary summary;
  private Optional<PerturbationSummary> comparison;
  private String head;

  /** The point mass, with a premise that is false in episodes of odd seeds. */
  private static final class TestedTask extends ForwardingTask {

    TestedTask() {
      super(new PointMassTask());
    }

    @Override
    public String id() {
      return TESTED;
    }

    @Override
    public TaskSpec spec(TaskOptions options) {
      return super.spec(options).toBuilder().id(TESTED).build();
    }

    @Override
    public Task newTask(Physics physics, TaskOptions options) {
      return new ForwardingTask.Rules(super.newTask(physics, options)) {

        private boolean holds;

        @Override
        public void start(EpisodeStart episode) {
          holds = episode.seed() % 2 == 0;
          super.start(episode);
        }

        @Override
        public Optional<Boolean> premise() {
          return Optional.of(holds);
        }
      };
    }
  }

  private record TestedSuite() implements Suite {

    @Override
    public String name() {
      return "testing";
    }

    @Override
    public List<TaskDefinition> tasks() {
      return List.of(new TestedTask(), new PointMassTask());
    }
  }

  private static final TaskRegistry TASKS = new TaskRegistry(List.of(new TestedSuite()));

  @BeforeEach
  void runBothTasks() {
    run(
        Evaluation.builder(List.copyOf(TASKS.tasks()), PolicyKind.ZERO)
            .episodes(4)
            .firstSeed(1)
            .build());
  }

  private void run(Evaluation evaluation) {
    folder = parent.resolve("run" + parent.toFile().list().length);
    try (EvaluationPlan plan = EvaluationPlan.check(evaluation);
        RunFolder run = RunFolder.create(folder, Evaluations.manifest(plan))) {
      Evaluations.outcomes(plan).forEach(run::append);
      List<EpisodeResult> results = run.finish();
      summary = RunReport.write(run, results);
      comparison = RunReport.comparison(run, results);
      head = RunReport.head(run.manifest(), summary);
    }
  }

  private List<Boolean> premises(String task) {
    return RecordedRun.open(folder).results().stream()
        .filter(each -> each.task().equals(task))
        .map(EpisodeResult::premise)
        .toList();
  }

  private String text(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  @Test
  void linesAndSummarySayInWhichEpisodesItWasTrue() throws IOException {
    assertEquals(List.of(false, true, false, true), premises(TESTED));
    assertEquals(Arrays.asList(null, null, null, null), premises(UNTESTED));
    assertEquals(4, text("episodes.jsonl").split("\"premise\"", -1).length - 1);
    JsonNode json = Json.mapper().readTree(text("summary.json"));
    assertEquals(2, json.at("/tasks").get(TESTED).get("premise_true").asInt());
    assertEquals(2, json.at("/tasks").get(TESTED).get("premise_false").asInt());
    assertFalse(json.at("/tasks").get(UNTESTED).has("premise_true"));
    assertEquals(2, json.at("/overall/premise_false").asInt());
  }

  @Test
  void headsNameItAndRatesAreMarked() throws IOException {
    String sentence =
        "premise true in 2 of 4 episodes that tested it; rates marked ! do not stand beside"
            + " published ones";
    assertEquals(sentence + "\n", head);
    List<String> table = SummaryTable.render(summary).lines().toList();
    assertTrue(table.get(2).startsWith(TESTED) && table.get(2).contains("0.0 !"), table.get(2));
    assertFalse(table.get(3).contains("!"), table.get(3));
    assertTrue(table.get(5).startsWith("overall") && table.get(5).contains("0.0 !"), table.get(5));
    assertTrue(table.get(6).startsWith("! "), table.get(6));
    assertEquals(
        1, table.subList(0, 6).stream().map(String::length).distinct().count(), table.toString());
    String page = text("report.html");
    assertTrue(page.contains(">P" + sentence.substring(1) + ".<"));
    assertTrue(page.contains(">Premise false in testing/tested-v1 (2 of 4).<"));
    assertTrue(page.contains("<th>premise true</th>"));
    assertTrue(page.contains("<span class=\"warn\">2 of 4</span>"));
    assertTrue(page.contains("<b>0.0<span class=\"mark\">!</span></b>"));
    assertTrue(page.contains("<b>0.0<span class=\"mark\"></span></b>"));
  }

  @Test
  void comparisonsOfConditionsMarkTheirRates() throws IOException {
    Evaluation evaluation =
        Evaluation.builder(List.copyOf(TASKS.tasks()), PolicyKind.ZERO)
            .episodes(2)
            .perturbation(Optional.of(Perturbation.load("dynamics-wide", 5)))
            .build();
    run(evaluation);
    int applied =
        (int)
            summary.conditions().values().stream()
                .filter(group -> group.tasks().containsKey(TESTED))
                .count();
    assertEquals(
        "premise true in %d of %d episodes that tested it; rates marked ! do not stand beside"
                .formatted(applied, 2 * applied)
            + " published ones\n",
        head);
    String table = PerturbationTable.render(comparison.orElseThrow());
    List<String> rows = table.lines().filter(line -> line.contains("0.0 !")).toList();
    assertEquals(applied, rows.size(), table);
    assertTrue(rows.stream().allMatch(row -> row.matches(".* 0 !? +0$")), table);
    assertTrue(table.endsWith("published rates\n"), table);
    assertTrue(text("perturbation.html").contains("0.0 !</td>"));
    assertTrue(text("perturbation.html").contains("Premise false in testing/tested-v1"));
  }

  /** Stored state 0 of LIBERO-90's file 26, from which an object is thrown off its place. */
  @Test
  void storedStartsOfLiberoAreMarked() throws IOException {
    TaskConfig config = TaskConfigs.suite("90").get(26);
    TaskDefinition task = TaskRegistry.load().task(config.id()).orElseThrow();
    double[] stored = StoredStates.initialState(config, 0).context();
    Benchmark.Entry entry = new Benchmark.Entry(config.id(), Map.of(), List.of(stored));
    EnvironmentOptions compat =
        EnvironmentOptions.defaults().withProfile(Profile.COMPAT).withHorizon(1);
    run(
        Evaluation.builder(List.of(task), PolicyKind.ZERO)
            .episodes(1)
            .options(compat, "builtin")
            .benchmark(Optional.of(new Benchmark("libero/90", 0, "row 0", List.of(entry))))
            .build());
    assertEquals(List.of(false), premises(config.id()));
    assertTrue(head.startsWith("premise true in 0 of 1 episodes; rates marked ! "), head);
    assertTrue(text("report.html").contains("Premise false in %s (1 of 1).".formatted(task.id())));
  }

  private List<String> differences() {
    RecordedRun run = RecordedRun.open(folder);
    try (ReplaySession stage = new ReplaySession(run, TASKS)) {
      return run.results().stream().flatMap(result -> differences(stage, result)).toList();
    }
  }

  private static Stream<String> differences(ReplaySession stage, EpisodeResult result) {
    try (Replay replay = stage.open(result)) {
      while (replay.hasNext()) {
        replay.next();
      }
      return replay.differences().stream();
    }
  }

  @Test
  void replayComparesIt() throws IOException {
    assertEquals(List.of(), differences());
    RunFiles.forge(folder.resolve("episodes.jsonl"), "\"premise\":false", "\"premise\":true");
    assertEquals(
        List.of("premise was true and is now false", "premise was true and is now false"),
        differences());
  }

  /** Runs from before results had a premise. */
  @Test
  void runsWithoutItAreReadReplayedAndSummedUp() throws IOException {
    Path lines = folder.resolve("episodes.jsonl");
    Files.writeString(lines, Files.readString(lines).replaceAll("\"premise\":(true|false),", ""));
    RunFiles.reseal(lines);
    assertEquals(Arrays.asList(null, null, null, null), premises(TESTED));
    assertEquals(List.of(), differences());
    RecordedRun run = RecordedRun.open(folder);
    RunSummary old = RunSummary.of(run.manifest(), run.results());
    assertEquals("", RunReport.head(run.manifest(), old));
    assertFalse(SummaryTable.render(old).contains("!"));
    assertFalse(Json.pretty(old).contains("premise"));
  }
}
