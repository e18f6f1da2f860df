package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import org.workcell.testing.FakeSuite;

/** Benchmarks and protocols on the command line. */
class BenchmarkRunTest {

  @TempDir Path folder;

  private Path bench(Object... options) {
    Path out = folder.resolve("run" + folder.toFile().list().length);
    List<Object> arguments = new ArrayList<>(List.of("bench", "--out", out));
    arguments.addAll(List.of(options));
    Invocation invocation = Invocation.of(arguments.toArray());
    assertEquals(ExitStatus.OK, invocation.status(), invocation.err());
    return out;
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(Json.mapper().readTree(line));
    }
    return lines;
  }

  private static JsonNode json(Path file) throws IOException {
    return Json.mapper().readTree(file.toFile());
  }

  private static double[] context(JsonNode record) {
    JsonNode context = record.get("context");
    return new double[] {context.get(0).asDouble(), context.get(1).asDouble()};
  }

  @Test
  void episodesStartFromTheBenchmarksStatesInTurn() throws IOException {
    Path run = bench(FakeSuite.PAIR, "--policy", "zero", "--episodes", 4);
    List<JsonNode> records = lines(run.resolve("records.jsonl"));
    assertEquals(8, records.size());
    assertArrayEquals(new double[] {0.042, 0}, context(records.get(0)));
    assertArrayEquals(new double[] {0.042, 0.5}, context(records.get(2)));
    assertArrayEquals(new double[] {0.042, 0}, context(records.get(3)));
    assertArrayEquals(new double[] {0.042, 0.25}, context(records.get(5)));
    assertEquals(45, lines(run.resolve("episodes.jsonl")).get(3).get("seed").asLong());
    JsonNode manifest = json(run.resolve("manifest.json"));
    assertEquals(FakeSuite.PAIR, manifest.get("benchmark").get("id").asText());
    assertEquals(42, manifest.get("benchmark").get("seed").asLong());
    assertEquals("sparse", manifest.at("/tasks/0/settings/reward").asText());
    assertEquals("horizon", manifest.get("protocol").asText());
    String page = Files.readString(run.resolve("report.html"));
    assertTrue(page.contains("zero on testing/Pair"));
    assertTrue(page.contains("workcell bench testing/Pair --seed 42 --episodes 4"));
  }

  @Test
  void chosenSettingsGoBeforeTheBenchmarks() throws IOException {
    Path run =
        bench(FakeSuite.PAIR, "--policy=zero", "--episodes=1", "--seed=7", "--set=reward=task");
    assertEquals(
        "task", json(run.resolve("manifest.json")).at("/tasks/1/settings/reward").asText());
    assertArrayEquals(new double[] {0.007, 0}, context(lines(run.resolve("records.jsonl")).get(0)));
  }

  @Test
  void aBenchmarkIsResumedToTheSameBytes() throws IOException {
    Path run = bench(FakeSuite.PAIR, "--policy", "random", "--episodes", 2);
    List<String> whole = Files.readAllLines(run.resolve("episodes.jsonl"));
    Files.write(run.resolve("episodes.jsonl"), whole.subList(0, 1));
    Invocation resumed = Invocation.of("bench", "--resume", run);
    assertEquals(ExitStatus.OK, resumed.status(), resumed.err());
    assertEquals(whole, Files.readAllLines(run.resolve("episodes.jsonl")));
  }

  @Test
  void anyStepEndsAtTheFirstSuccess() throws IOException {
    Path run = bench(FakeSuite.POINT_MASS, "--protocol", "any-step", "--episodes", 3);
    for (JsonNode episode : lines(run.resolve("episodes.jsonl"))) {
      assertTrue(episode.get("success_once").asBoolean());
      assertTrue(episode.get("success_at_end").asBoolean());
      assertEquals(episode.get("first_success_step").asInt(), episode.get("steps").asInt());
      assertTrue(episode.get("steps").asInt() < 100);
    }
    assertTrue(Files.readString(run.resolve("report.html")).contains("any-step"));
  }

  @Test
  void lastStepMakesSuccessAtEndTheHeadline() throws IOException {
    Path run = bench(FakeSuite.POINT_MASS, "--protocol", "last-step", "--episodes", 3);
    JsonNode manifest = json(run.resolve("manifest.json"));
    assertTrue(manifest.get("headline_metric").asText().startsWith("success_at_end"));
    for (JsonNode episode : lines(run.resolve("episodes.jsonl"))) {
      assertEquals(100, episode.get("steps").asInt());
    }
    assertTrue(Files.readString(run.resolve("report.html")).contains("<b>success_at_end</b>"));
  }

  private static void assertRefused(String explanation, Object... arguments) {
    Invocation invocation = Invocation.of(arguments);
    assertEquals(ExitStatus.BAD_INPUT, invocation.status(), invocation.err());
    assertTrue(invocation.err().contains(explanation), invocation.err());
    assertEquals(1, invocation.err().lines().count(), invocation.err());
  }

  @Test
  void explainsWhatCannotBeRun() {
    assertRefused("did you mean testing/Pair?", "bench", "testing/Pairs");
    assertRefused("run a benchmark alone", "bench", FakeSuite.POINT_MASS, FakeSuite.PAIR);
    assertRefused("is negative", "bench", FakeSuite.PAIR, "--seed", -1, "--policy", "zero");
    assertRefused(
        "use one of horizon, any-step, last-step",
        "bench",
        FakeSuite.POINT_MASS,
        "--protocol",
        "best");
  }

  @Test
  void listShowsBenchmarks() throws IOException {
    Invocation table = Invocation.of("list", "--benchmarks");
    assertTrue(table.out().contains("testing/Pair  2 tasks, 3 goals each"), table.out());
    JsonNode found = Json.mapper().readTree(Invocation.of("list", "--benchmarks", "--json").out());
    assertEquals(FakeSuite.PAIR, found.get(0).get("id").asText());
    assertEquals(42, found.get(0).get("default_seed").asLong());
    assertFalse(found.get(0).get("tasks").isEmpty());
  }
}
