package org.workcell.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.datasets.records.EpisodeKey;
import org.workcell.datasets.records.Json;
import org.workcell.datasets.records.SealedLine;
import org.workcell.sim.files.BadInputException;
import org.workcell.testing.FakeSuite;

class RunFolderTest {

  @TempDir Path parent;

  private EvaluationPlan plan;
  private Manifest manifest;
  private List<EpisodeOutcome> outcomes;
  private Path folder;

  @BeforeEach
  void runEpisodes() {
    plan = Evaluations.plan(PolicyKind.ZERO, 3, FakeSuite.POINT_MASS);
    manifest = Evaluations.manifest(plan);
    outcomes = Evaluations.outcomes(plan);
    folder = parent.resolve("a/b");
  }

  @AfterEach
  void closePlan() {
    plan.close();
  }

  private void createWith(int... episodes) {
    try (RunFolder run = RunFolder.create(folder, manifest)) {
      for (int episode : episodes) {
        run.append(outcomes.get(episode));
      }
    }
  }

  @Test
  void readsTheManifestThatItWrote() {
    createWith();
    assertEquals(manifest, RunFolder.readManifest(folder));
  }

  @Test
  void episodesAreInTheFileAsSoonAsTheyAreAppended() throws IOException {
    try (RunFolder run = RunFolder.create(folder, manifest)) {
      run.append(outcomes.get(2));
      assertEquals(1, Files.readAllLines(folder.resolve("episodes.jsonl")).size());
      assertTrue(run.isFinished(new EpisodeKey(Condition.NONE, FakeSuite.POINT_MASS, 2)));
    }
  }

  @Test
  void finishSortsByTaskAndEpisode() {
    try (RunFolder run = RunFolder.create(folder, manifest)) {
      run.append(outcomes.get(2));
      run.append(outcomes.get(0));
      run.append(outcomes.get(1));
      assertEquals(outcomes.stream().map(EpisodeOutcome::result).toList(), run.finish());
      assertEquals(run.finish(), run.results());
    }
  }

  @Test
  void resumeKeepsWhatIsCompleteInAllFiles() throws IOException {
    createWith(1, 0, 2);
    cutLastLine("records.jsonl");
    try (RunFolder run = RunFolder.resume(folder, manifest, plan.digests())) {
      assertEquals(2, run.finishedCount());
      assertFalse(run.isFinished(new EpisodeKey(Condition.NONE, FakeSuite.POINT_MASS, 2)));
      for (String file : List.of("episodes.jsonl", "timing.jsonl", "records.jsonl")) {
        assertEquals(2, Files.readAllLines(folder.resolve(file)).size(), file);
      }
    }
  }

  private void cutLastLine(String file) throws IOException {
    String text = Files.readString(folder.resolve(file));
    Files.writeString(folder.resolve(file), text.substring(0, text.length() - 5));
  }

  @Test
  void resumeRefusesLinesThatAreNoEpisodes() throws IOException {
    createWith(0);
    Path episodes = folder.resolve("episodes.jsonl");
    Files.writeString(episodes, "garbage\n", StandardOpenOption.APPEND);
    assertRefused("line 2 of");
    Files.writeString(episodes, "{\"task\":3}\n");
    assertRefused("line 1 of");
  }

  @Test
  void resumeRefusesEpisodesOfAnotherRun() throws IOException {
    createWith(0);
    for (String file : List.of("episodes.jsonl", "timing.jsonl", "records.jsonl")) {
      RunFiles.forge(folder.resolve(file), "\"episode\":0", "\"episode\":9");
    }
    assertRefused("episode 9 of testing/point-mass-v1");
  }

  @ParameterizedTest
  @CsvSource({
    "episodes.jsonl, success_once\":false, success_once\":true",
    "episodes.jsonl, \"episode\":0, \"episode\":-1",
    "records.jsonl, \"horizon\":100, \"horizon\":99",
    "timing.jsonl, \"wall_seconds\":, \"wall_seconds\":1",
  })
  void resumeRefusesEditedLinesAndChangesNothing(String file, String text, String other)
      throws IOException {
    createWith(0, 1);
    RunFiles.edit(folder.resolve(file), text, other);
    List<String> before = allFiles();
    assertRefused("line 1 of");
    assertEquals(before, allFiles());
  }

  @ParameterizedTest
  @ValueSource(strings = {"episodes.jsonl", "records.jsonl"})
  void resumeRefusesLinesOfAnotherCell(String file) throws IOException {
    createWith(0, 1);
    Path path = folder.resolve(file);
    Files.writeString(path, Files.readString(path).replaceAll("\"cell\":\"..", "\"cell\":\"zz"));
    RunFiles.reseal(path);
    List<String> before = allFiles();
    assertRefused("(cell zz");
    assertEquals(before, allFiles());
  }

  private List<String> allFiles() throws IOException {
    List<String> contents = new ArrayList<>();
    for (String file : List.of("episodes.jsonl", "timing.jsonl", "records.jsonl")) {
      contents.add(Files.readString(folder.resolve(file)));
    }
    return contents;
  }

  @ParameterizedTest
  @CsvSource({"strict, compat", "first_seed\": 0, first_seed\": 7", "horizon\": 100, horizon\": 9"})
  void resumeRefusesAnEditedManifest(String text, String other) throws IOException {
    createWith(0, 1);
    Path file = folder.resolve("manifest.json");
    RunFiles.edit(file, text, other);
    assertRefused("checksum does not match");
    Files.writeString(file, SealedLine.pretty(Json.mapper().readTree(Files.readString(file))));
    assertRefused("cannot go on");
  }

  @Test
  void resumeRefusesAnEpisodeThatIsThereTwice() throws IOException {
    createWith(0);
    Path episodes = folder.resolve("episodes.jsonl");
    Files.writeString(episodes, Files.readString(episodes).repeat(2));
    assertRefused("line 2 of");
  }

  @Test
  void resumeRefusesAFileThatIsGone() throws IOException {
    createWith(0);
    Files.delete(folder.resolve("timing.jsonl"));
    assertRefused("timing.jsonl is not there");
    assertFalse(Files.exists(folder.resolve("timing.jsonl")));
  }

  private void assertRefused(String explanation) {
    BadInputException refusal =
        assertThrows(
            BadInputException.class, () -> RunFolder.resume(folder, manifest, plan.digests()));
    assertTrue(refusal.getMessage().contains(explanation), refusal.getMessage());
  }

  @Test
  void onlyOneAtATime() {
    createWith(0);
    try (RunFolder run = RunFolder.resume(folder, manifest, plan.digests())) {
      assertRefused("is being written by another process");
      assertEquals(1, run.finishedCount());
    }
    RunFolder.resume(folder, manifest, plan.digests()).close();
  }

  @Test
  void aManifestThatWouldGiveOtherEpisodesIsRefused() {
    createWith();
    try (EvaluationPlan other = Evaluations.plan(PolicyKind.RANDOM, 3, FakeSuite.POINT_MASS)) {
      assertEquals(
          "policy was \"zero\" and is now \"random\"",
          manifest.differences(Evaluations.manifest(other)).get(1));
    }
  }
}
