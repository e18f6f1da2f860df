package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.records.Json;
import org.workcell.evaluation.RunFiles;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.testing.FakeSuite;

class BenchCommandTest {

  private static final List<String> REPEATABLE =
      List.of("episodes.jsonl", "records.jsonl", "summary.json", "report.html");

  @TempDir Path folder;

  private Path bench(int expectedStatus, String name, Object... options) {
    Path out = folder.resolve(name);
    List<Object> arguments = new ArrayList<>(List.of("bench", "--out", out));
    arguments.addAll(List.of(options));
    Invocation invocation = Invocation.of(arguments.toArray());
    assertEquals(expectedStatus, invocation.status(), invocation.err());
    return out;
  }

  private static void assertKeys(String expected, JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    assertEquals(expected, String.join(" ", keys));
  }

  private static JsonNode firstLine(Path file) throws IOException {
    return Json.mapper().readTree(Files.readAllLines(file).get(0));
  }

  @Test
  void writesTheFilesWithTheKeysOfTheContract() throws IOException {
    Path run = bench(ExitStatus.OK, "run", FakeSuite.POINT_MASS, "--episodes", 3, "--seed", 7);
    JsonNode episode = firstLine(run.resolve("episodes.jsonl"));
    assertKeys(
        "task condition episode variation seed success_once success_at_end first_success_step"
            + " return steps warnings error cell checksum",
        episode);
    assertEquals(7, episode.get("seed").asLong());
    assertTrue(episode.get("error").isNull());
    assertTrue(episode.get("warnings").isObject());
    assertKeys(
        "task condition episode wall_seconds cpu_seconds env_steps_per_second checksum",
        firstLine(run.resolve("timing.jsonl")));
    JsonNode summary = Json.mapper().readTree(run.resolve("summary.json").toFile());
    String numbers = "episodes success_once success_at_end ci95 mean_return mean_steps errors";
    assertKeys("tasks overall", summary);
    assertKeys(numbers, summary.get("tasks").get(FakeSuite.POINT_MASS));
    assertKeys(numbers, summary.get("overall"));
    assertEquals(2, summary.get("overall").get("ci95").size());
  }

  @Test
  void manifestTellsWhatMakesTheRunRepeatable() throws IOException {
    Path run =
        bench(
            ExitStatus.OK,
            "run",
            FakeSuite.POINT_MASS,
            "--episodes=2",
            "--horizon=50",
            "--set=reward=sparse");
    JsonNode manifest = Json.mapper().readTree(run.resolve("manifest.json").toFile());
    assertEquals("bench", manifest.get("command").get(0).asText());
    assertEquals("mujoco", manifest.get("engine").get("name").asText());
    assertEquals(64, manifest.get("engine").get("sha256").asText().length());
    assertEquals(50, manifest.get("horizon").asInt());
    JsonNode task = manifest.get("tasks").get(0);
    assertEquals(50, task.get("horizon").asInt());
    assertEquals("on", task.get("settings").get("markers").asText());
    assertEquals("sparse", task.get("settings").get("reward").asText());
    assertEquals("builtin", task.get("asset_pack").asText());
    assertEquals(64, task.get("assets_sha256").asText().length());
    assertTrue(manifest.get("headline_metric").asText().startsWith("success_once"));
  }

  @Test
  void printsATableAndWhereTheReportIs() {
    Path out = folder.resolve("run");
    Invocation table = Invocation.of("bench", "testing/point-mass-v1", "--out", out);
    assertEquals(ExitStatus.OK, table.status(), table.err());
    assertTrue(table.out().startsWith("task "), table.out());
    assertTrue(table.out().contains("\noverall "), table.out());
    assertTrue(table.out().endsWith("report: " + out.resolve("report.html") + "\n"), table.out());
  }

  @Test
  void jsonIsTheSummaryAndNothingElse() throws IOException {
    Path out = folder.resolve("run");
    Invocation invocation =
        Invocation.of("bench", FakeSuite.POINT_MASS, "--episodes", 2, "--json", "--out", out);
    assertEquals(Files.readString(out.resolve("summary.json")), invocation.out());
  }

  @Test
  void resultsDoNotDependOnTheNumberOfWorkers() throws IOException {
    Object[] tasks = {FakeSuite.POINT_MASS, FakeSuite.FRAGILE, "--episodes", 12};
    Path one = bench(ExitStatus.ERROR, "one", with(tasks, "--workers", 1));
    Path four = bench(ExitStatus.ERROR, "four", with(tasks, "--workers", 4));
    assertSameResults(one, four);
    assertTrue(Files.readString(one.resolve("errors.txt")).contains("FakeSuite"));
  }

  @Test
  void aKilledRunThatIsResumedEqualsAnUninterruptedOne() throws IOException {
    Object[] tasks = {"testing", "--policy", "random", "--episodes", 8};
    Path whole = bench(ExitStatus.ERROR, "whole", with(tasks, "--workers", 3));
    Path killed = bench(ExitStatus.ERROR, "killed", with(tasks, "--workers", 2));
    cutAfter(killed.resolve("records.jsonl"), 15, 40);
    cutAfter(killed.resolve("timing.jsonl"), 14, 10);
    cutAfter(killed.resolve("episodes.jsonl"), 12, 25);
    Files.delete(killed.resolve("summary.json"));
    Files.delete(killed.resolve("report.html"));
    Invocation resumed = Invocation.of("bench", "--resume", killed, "--workers", 2);
    assertEquals(ExitStatus.ERROR, resumed.status(), resumed.err());
    assertTrue(resumed.err().contains("12 of 24 episodes to run"), resumed.err());
    assertSameResults(whole, killed);
    assertEquals(24, Files.readAllLines(killed.resolve("timing.jsonl")).size());
  }

  @Test
  void resumesARunThatHadNotBegun() throws IOException {
    Path whole = bench(ExitStatus.OK, "whole", FakeSuite.POINT_MASS, "--episodes", 3);
    Path begun = bench(ExitStatus.OK, "begun", FakeSuite.POINT_MASS, "--episodes", 3);
    for (String file : List.of("episodes.jsonl", "timing.jsonl", "records.jsonl")) {
      Files.delete(begun.resolve(file));
    }
    assertEquals(ExitStatus.OK, Invocation.of("bench", "--resume", begun).status());
    assertSameResults(whole, begun);
  }

  @Test
  void refusesToResumeWithOtherSettings() {
    Path run = bench(ExitStatus.OK, "run", FakeSuite.POINT_MASS, "--episodes", 2);
    assertDiffers(run, "first_seed was 0 and is now 4", "--seed", 4);
    assertDiffers(run, "policy was \"expert\" and is now \"zero\"", "--policy", "zero");
    assertDiffers(run, "episodes was 2 and is now 3", "--episodes", 3);
    assertDiffers(run, "tasks were 1 and are now 2", FakeSuite.POINT_MASS, FakeSuite.FRAGILE);
    assertDiffers(run, "settings.reward", "--set", "reward=sparse");
  }

  private static void assertDiffers(Path run, String explanation, Object... options) {
    Invocation invocation = Invocation.of(with(new Object[] {"bench", "--resume", run}, options));
    assertEquals(ExitStatus.BAD_INPUT, invocation.status(), invocation.err());
    assertTrue(invocation.err().contains(explanation), invocation.err());
  }

  @Test
  void refusesToResumeOverOtherAssets() throws IOException {
    Path assets = Files.createDirectory(folder.resolve("assets"));
    Path scene = assets.resolve("point_mass.xml");
    Files.writeString(scene, org.workcell.testing.PointMassTask.sceneXml());
    Path run =
        bench(ExitStatus.OK, "run", FakeSuite.POINT_MASS, "--episodes=2", "--assets", assets);
    Files.writeString(scene, Files.readString(scene).replace("mass=\"0.2\"", "mass=\"0.3\""));
    assertDiffers(run, "tasks[0].assets_sha256");
  }

  @Test
  void episodesCanBeRunAgainAlone() throws IOException {
    Path many = bench(ExitStatus.OK, "many", FakeSuite.POINT_MASS, "--episodes=5", "--seed=3");
    Path alone = bench(ExitStatus.OK, "alone", FakeSuite.POINT_MASS, "--episodes=1", "--seed=6");
    RunFiles.forge(many.resolve("episodes.jsonl"), "e\":3", "e\":0");
    assertEquals(
        Files.readAllLines(many.resolve("episodes.jsonl")).get(3),
        Files.readAllLines(alone.resolve("episodes.jsonl")).get(0));
  }

  @Test
  void aMissedTargetHasAStatusOfItsOwn() {
    bench(ExitStatus.OK, "met", FakeSuite.POINT_MASS, "--episodes=2", "--min-success=1");
    Path missed =
        bench(
            ExitStatus.TARGET_MISSED,
            "missed",
            FakeSuite.POINT_MASS,
            "--policy=zero",
            "--episodes=2",
            "--min-success=0.5");
    Invocation resumed = Invocation.of("bench", "--resume", missed);
    assertEquals(ExitStatus.TARGET_MISSED, resumed.status());
    assertTrue(resumed.err().contains("testing/point-mass-v1"), resumed.err());
  }

  @Test
  void quietProgressIsAtMostALineForEachTenth() {
    Invocation invocation =
        Invocation.of(
            "bench", FakeSuite.POINT_MASS, "--episodes", 40, "--out", folder.resolve("run"));
    long lines = invocation.err().lines().filter(line -> line.contains("steps/s")).count();
    assertTrue(lines <= 10, invocation.err());
    assertFalse(invocation.err().contains("\r"));
  }

  private void assertSameResults(Path expected, Path actual) throws IOException {
    for (String file : REPEATABLE) {
      assertEquals(
          Files.readString(expected.resolve(file)), Files.readString(actual.resolve(file)), file);
    }
  }

  private static void cutAfter(Path file, int lines, int charactersOfNext) throws IOException {
    List<String> all = Files.readAllLines(file);
    String kept = String.join("\n", all.subList(0, lines)) + "\n";
    Files.writeString(file, kept + all.get(lines).substring(0, charactersOfNext));
  }

  private static Object[] with(Object[] first, Object... second) {
    List<Object> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(second));
    return all.toArray();
  }

  @Test
  void saysInHowManyEpisodesThePremiseWasTrue() {
    Invocation invocation =
        Invocation.of(
            TaskRegistry::load,
            "bench",
            "libero/goal/turn_on_the_stove-v1",
            "--policy=zero",
            "--episodes=1",
            "--horizon=1",
            "--out=" + folder.resolve("premise"));
    assertEquals(ExitStatus.OK, invocation.status(), invocation.err());
    assertTrue(
        invocation.out().startsWith("premise true in 1 of 1 episodes\ntask "), invocation.out());
  }
}
