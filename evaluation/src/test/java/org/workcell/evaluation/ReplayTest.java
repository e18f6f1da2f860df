package org.workcell.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.datasets.records.Json;
import org.workcell.datasets.records.Replay;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.testing.FakeSuite;

class ReplayTest {

  private static final int EPISODES = 3;

  @TempDir Path folder;

  private Path record(Evaluation evaluation) {
    Path run = folder.resolve("run");
    try (EvaluationPlan plan = EvaluationPlan.check(evaluation);
        RunFolder written = RunFolder.create(run, Evaluations.manifest(plan))) {
      Evaluations.outcomes(plan).forEach(written::append);
      written.finish();
    }
    return run;
  }

  private static Evaluation evaluation(
      TaskDefinition task, PolicySource policy, EnvironmentOptions options) {
    return Evaluation.builder(List.of(task), policy)
        .episodes(EPISODES)
        .firstSeed(42)
        .options(options, "builtin")
        .build();
  }

  private static List<String> differences(Path folder, TaskRegistry tasks, boolean looking) {
    RecordedRun run = RecordedRun.open(folder);
    try (ReplaySession stage = new ReplaySession(run, tasks)) {
      return run.results().stream()
          .flatMap(result -> differences(stage, result, looking).stream())
          .toList();
    }
  }

  private static List<String> differences(
      ReplaySession stage, EpisodeResult result, boolean looking) {
    ViewState view = new ViewState();
    try (Replay replay = stage.open(result)) {
      while (replay.hasNext()) {
        replay.next();
        if (looking && replay.hasNext()) {
          replay.captureView(view);
        }
      }
      assertEquals(result.steps(), replay.steps());
      return replay.differences();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "metaworld/push-v3, EXPERT, strict",
    "metaworld/reach-v3, RANDOM, strict",
    "metaworld/pick-place-v3, EXPERT, compat",
    "metaworld/drawer-open-v3, RANDOM, compat",
    "kitchen/microwave-v1, RANDOM, strict",
    "kitchen/microwave-v1, RANDOM, compat",
  })
  void episodesAreRebuiltToTheBitWhetherSomebodyLooksOrNot(
      String task, PolicyKind policy, String profile) {
    TaskRegistry tasks = TaskRegistry.load();
    EnvironmentOptions options =
        EnvironmentOptions.defaults().withProfile(Profile.ofLabel(profile)).withHorizon(60);
    Path run = record(evaluation(tasks.task(task).orElseThrow(), policy, options));
    assertEquals(List.of(), differences(run, tasks, false));
    assertEquals(List.of(), differences(run, tasks, true));
  }

  @ParameterizedTest
  @CsvSource({
    "metaworld/push-v3, colosseum-style, strict",
    "metaworld/push-v3, dynamics-wide, strict",
    "metaworld/push-v3, plus-style, compat",
    "metaworld/drawer-open-v3, lamp-96, strict",
  })
  void randomizedEpisodesAreRebuiltToTheBit(String task, String preset, String profile) {
    TaskRegistry tasks = TaskRegistry.load();
    EnvironmentOptions options =
        EnvironmentOptions.defaults().withProfile(Profile.ofLabel(profile)).withHorizon(20);
    Path run =
        record(
            Evaluation.builder(List.of(tasks.task(task).orElseThrow()), PolicyKind.EXPERT)
                .firstSeed(42)
                .options(options, "builtin")
                .perturbation(Optional.of(Perturbation.load(preset, 4)))
                .build());
    assertEquals(List.of(), differences(run, tasks, true));
  }

  @Test
  void episodesThatErroredErrAgain() {
    Path run =
        record(
            Evaluation.builder(List.of(FakeSuite.task(FakeSuite.FRAGILE)), PolicyKind.RANDOM)
                .episodes(20)
                .build());
    List<EpisodeResult> results = RecordedRun.open(run).results();
    assertTrue(results.stream().anyMatch(each -> each.errored() && each.steps() == 0));
    assertTrue(results.stream().anyMatch(each -> each.errored() && each.steps() == 2));
    assertEquals(List.of(), differences(run, FakeSuite.registry(), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "episodes.jsonl | \"first_success_step\":null   | \"first_success_step\":7     |"
            + " first_success_step was 7",
        "episodes.jsonl | \"steps\":100                 | \"steps\":99                 | steps was"
            + " 99",
      })
  void whatWasEditedIsFound(String file, String text, String replacement, String explanation)
      throws IOException {
    Path run = record(Evaluations.of(PolicyKind.ZERO, EPISODES, FakeSuite.POINT_MASS));
    RunFiles.forge(run.resolve(file), text, replacement);
    String found = editedDifferences(run).toString();
    assertTrue(found.contains(explanation), found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "records.jsonl  | \"engine\":\"3.             | \"engine\":\"2.         | (engine 2.",
        "records.jsonl  | \"assets_sha256\":\"        | \"assets_sha256\":\"00  | (assets_sha256"
            + " 00",
        "records.jsonl  | \"seed\":1                 | \"seed\":5             | (seed 5, expected"
            + " 1",
        "records.jsonl  | \"profile\":\"strict\"     | \"profile\":\"compat\" | (profile compat",
        "records.jsonl  | \"horizon\":100            | \"horizon\":50         | (horizon 50",
        "episodes.jsonl | \"episode\":1              | \"episode\":-1         | (not part of the"
            + " run",
        "episodes.jsonl | \"episode\":1              | \"episode\":3          | (not part of the"
            + " run",
        "episodes.jsonl | \"condition\":\"none\"      | \"condition\":\"x\"    | (not part of the"
            + " run",
        "episodes.jsonl | \"seed\":1                 | \"seed\":5             | (seed 5, expected"
            + " 1",
        "episodes.jsonl | \"steps\":100              | \"steps\":101          | (101 steps of 100",
        "episodes.jsonl | \"variation\":0            | \"variation\":1        | (variation 1 of 1",
      })
  void linesOfOtherEpisodesAreRefused(
      String file, String text, String replacement, String explanation) throws IOException {
    Path run = record(Evaluations.of(PolicyKind.ZERO, EPISODES, FakeSuite.POINT_MASS));
    RunFiles.edit(run.resolve(file), text, replacement);
    assertRefused("checksum does not match", run);
    RunFiles.reseal(run.resolve(file));
    assertRefused(explanation, run);
  }

  @Test
  void cellsOfAnotherRunAreRefused() throws IOException {
    Path run = record(Evaluations.of(PolicyKind.ZERO, EPISODES, FakeSuite.POINT_MASS));
    Path lines = run.resolve("episodes.jsonl");
    Files.writeString(lines, Files.readString(lines).replaceAll("\"cell\":\"..", "\"cell\":\"zz"));
    RunFiles.reseal(lines);
    assertRefused("other episodes than its manifest", run);
  }

  @ParameterizedTest
  @CsvSource({"profile, strict, compat", "first_seed, 0, 3", "episodes, 3, 4"})
  void anEditedManifestIsRefused(String key, String value, String other) throws IOException {
    Path run = record(Evaluations.of(PolicyKind.ZERO, EPISODES, FakeSuite.POINT_MASS));
    String quote = key.equals("profile") ? "\"" : "";
    RunFiles.edit(
        run.resolve("manifest.json"),
        "\"%s\": %s%s".formatted(key, quote, value),
        "\"%s\": %s%s".formatted(key, quote, other));
    assertRefused("checksum does not match", run);
  }

  private static void assertRefused(String explanation, Path run) {
    BadInputException refusal = assertThrows(BadInputException.class, () -> editedDifferences(run));
    assertTrue(refusal.getMessage().contains(explanation), refusal.getMessage());
    assertEquals(1, refusal.getMessage().lines().count());
  }

  private static List<String> editedDifferences(Path folder) {
    RecordedRun run = RecordedRun.open(folder);
    try (ReplaySession stage = new ReplaySession(run, FakeSuite.registry());
        Replay replay = stage.open(run.results().get(1))) {
      while (replay.hasNext()) {
        replay.next();
      }
      return replay.differences();
    }
  }

  @Test
  void actionsOfAnotherEpisodeAreFound() throws IOException {
    Path run = record(Evaluations.of(PolicyKind.RANDOM, EPISODES, FakeSuite.POINT_MASS));
    Path records = run.resolve("records.jsonl");
    List<String> lines = Files.readAllLines(records);
    String mixed = actionsReplaced(lines.get(1), actions(lines.get(0)));
    Files.write(records, List.of(lines.get(0), mixed, lines.get(2)));
    RunFiles.reseal(records);
    String found = editedDifferences(run).toString();
    assertTrue(found.contains("return was"), found);
  }

  @Test
  void actionsThatCannotBeReadAreRefused() throws IOException {
    Path run = record(Evaluations.of(PolicyKind.RANDOM, EPISODES, FakeSuite.POINT_MASS));
    Path records = run.resolve("records.jsonl");
    List<String> lines = Files.readAllLines(records);
    Files.write(
        records, List.of(lines.get(0), actionsReplaced(lines.get(1), "AAAA"), lines.get(2)));
    RunFiles.reseal(records);
    BadInputException refusal = assertThrows(BadInputException.class, () -> editedDifferences(run));
    assertTrue(refusal.getMessage().contains("no actions that can be read"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("null"), refusal.getMessage());
  }

  private static String actions(String line) throws IOException {
    return Json.mapper().readTree(line).get("actions").asText();
  }

  private static String actionsReplaced(String line, String other) throws IOException {
    return line.replace(actions(line), other);
  }
}
