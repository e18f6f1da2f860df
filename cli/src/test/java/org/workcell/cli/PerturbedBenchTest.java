package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.records.Json;
import org.workcell.evaluation.RunFiles;
import org.workcell.statistics.PairedTest;
import org.workcell.testing.FakeSuite;

/** {@code bench --perturb} on the command line. */
class PerturbedBenchTest {

  @TempDir Path folder;

  private Path preset() throws IOException {
    return Files.writeString(
        folder.resolve("mine.yaml"),
        """
        preset: mine
        about: one of each
        each_alone: true
        factors:
          light: {factor: light, color: [0, 0.5]}
          weak: {factor: actuator_gain, scale: [0.01, 0.01]}
          box: {factor: color, target: receiver}
          blurred: {factor: image_corruption, kinds: [fog]}
          said: {factor: paraphrase}
        """);
  }

  private Invocation bench(Object... more) throws IOException {
    Object[] words = new Object[5 + more.length];
    words[0] = "bench";
    words[1] = FakeSuite.POINT_MASS;
    words[2] = "--perturb=" + preset();
    words[3] = "--episodes=20";
    words[4] = "--out=" + folder.resolve("run");
    System.arraycopy(more, 0, words, 5, more.length);
    return Invocation.of(words);
  }

  private static void assertIsDecidedByPairs(JsonNode worse, String table) {
    double pValue = PairedTest.of(worse.get("lost").asInt(), worse.get("gained").asInt()).pValue();
    assertEquals(pValue, worse.get("p_value").asDouble());
    assertHint(table, "weak", "worse (p = %.1e)".formatted(pValue));
  }

  @Test
  void comparesEveryConditionWithTheSameEpisodesUnperturbed() throws IOException {
    Invocation invocation = bench();
    assertEquals(ExitStatus.OK, invocation.status(), invocation.err());
    JsonNode summary = Json.mapper().readTree(folder.resolve("run/perturbation.json").toFile());
    JsonNode conditions = summary.get("conditions");
    assertEquals("not distinguishable", conditions.at("/light/overall/verdict").asText());
    assertEquals(
        conditions.at("/none/overall/perturbed"), conditions.at("/light/overall/perturbed"));
    assertEquals("worse", conditions.at("/weak/overall/verdict").asText());
    assertTrue(conditions.at("/weak/overall/lost").asInt() > 10);
    assertTrue(conditions.get("box").get("overall").isNull());
    assertTrue(invocation.out().contains("nothing to act on"), invocation.out());
    assertHint(invocation.out(), "light", "equal, seen only in pictures");
    assertHint(invocation.out(), "blurred", "equal, seen only in pictures");
    assertHint(invocation.out(), "said", "equal, seen only in words");
    assertHint(invocation.out(), "none", "reference");
    assertIsDecidedByPairs(conditions.at("/weak/overall"), invocation.out());
    assertEquals("pictures", conditions.at("/blurred/seen_only_in").asText());
    assertEquals("", conditions.at("/all/seen_only_in").asText());
    assertTrue(
        Files.readString(folder.resolve("run/perturbation.html"))
            .contains("<td class=\"word\">equal, seen only in words</td>"));
    assertTrue(invocation.out().contains("[1] " + FakeSuite.POINT_MASS), invocation.out());
    String lines = Files.readString(folder.resolve("run/episodes.jsonl"));
    assertFalse(lines.contains("\"condition\":\"box\""), "nothing to run");
    JsonNode whole = Json.mapper().readTree(folder.resolve("run/summary.json").toFile());
    assertEquals(20, whole.at("/overall/episodes").asInt(), "unperturbed ones only");
    assertEquals(conditions.at("/none/overall/perturbed"), whole.get("overall"));
    assertEquals(conditions.at("/weak/overall/perturbed"), whole.at("/conditions/weak/overall"));
    assertTrue(whole.at("/conditions/box/overall").isNull());
    assertTrue(Files.readString(folder.resolve("run/perturbation.html")).contains("weak"));
    String record =
        Files.readAllLines(folder.resolve("run/records.jsonl")).stream()
            .filter(line -> line.contains("\"condition\":\"light\""))
            .findFirst()
            .orElseThrow();
    assertTrue(record.contains("light/red"), record);
  }

  private static void assertHint(String table, String condition, String hint) {
    String row =
        table.lines().filter(line -> line.startsWith(condition + " ")).findFirst().orElseThrow();
    assertTrue(row.matches(".*\\d  +" + Pattern.quote(hint) + "  .*"), row);
  }

  @Test
  void anInterruptedComparisonIsContinuedToTheSameBytes() throws IOException {
    assertEquals(ExitStatus.OK, bench().status());
    Path run = folder.resolve("run");
    byte[] expected = Files.readAllBytes(run.resolve("perturbation.json"));
    for (String file : new String[] {"episodes.jsonl", "records.jsonl", "timing.jsonl"}) {
      Path lines = run.resolve(file);
      Files.write(lines, Files.readAllLines(lines).subList(0, 24));
    }
    Files.delete(run.resolve("perturbation.json"));
    Invocation resumed = Invocation.of("bench", "--resume", run);
    assertEquals(ExitStatus.OK, resumed.status(), resumed.err());
    assertArrayEquals(expected, Files.readAllBytes(run.resolve("perturbation.json")));
  }

  @Test
  void foldersOfTheFormatBeforeAreRefusedByVersion() throws IOException {
    Path run = Files.createDirectories(folder.resolve("run"));
    Files.writeString(run.resolve("perturb.json"), "{\"preset\":\"mine\",\"severity\":5}");
    for (String command : new String[] {"bench --resume", "replay"}) {
      Invocation old = Invocation.of((Object[]) (command + " " + run).split(" "));
      assertEquals(ExitStatus.BAD_INPUT, old.status());
      assertTrue(old.err().contains("has format 1, and this Workcell reads format 3"), old.err());
    }
  }

  @Test
  void badRequestsFailBeforeAnythingRuns() throws IOException {
    assertBad("preset 'nothing' does not exist", "--perturb=nothing");
    assertBad("severity must be 0 to 5", "--perturb=colosseum-style", "--severity=6");
    Files.writeString(
        folder.resolve("bad.yaml"), "preset: bad\nabout: x\nfactors: {a: {factor: b}}\n");
    assertBad("there is no factor 'b'", "--perturb=" + folder.resolve("bad.yaml"));
    assertFalse(Files.exists(folder.resolve("run")));
  }

  @Test
  void oldNamesOfPresetsAreAnsweredInOneLine() {
    for (String old : new String[] {"colosseum", "libero-plus"}) {
      assertBad("'%s' is now called '".formatted(old), "--perturb=" + old);
    }
    assertFalse(Files.exists(folder.resolve("run")));
  }

  private static final String STYLED =
      "preset: %s%nstyle_of: \"the work of others\"%n"
          + "factors:%n  weak: {factor: actuator_gain, scale: [0.5, 0.9]}%n";

  private void benchStyled(String name) throws IOException {
    Path file = Files.writeString(folder.resolve("styled.yaml"), STYLED.formatted(name));
    Invocation styled =
        Invocation.of(
            "bench",
            FakeSuite.POINT_MASS,
            "--perturb=" + file,
            "--episodes=3",
            "--out=" + folder.resolve("run"));
    assertEquals(ExitStatus.OK, styled.status(), styled.err());
    assertTrue(styled.out().contains("in the style of the work of others; not its"), styled.out());
  }

  @Test
  void reportsSayWhatIsAStyleAndNotTheBenchmark() throws IOException {
    benchStyled("mine-style");
    Path run = folder.resolve("run");
    String note =
        "in the style of the work of others; not its benchmark, so numbers do not compare";
    JsonNode manifest = Json.mapper().readTree(run.resolve("manifest.json").toFile());
    assertEquals("the work of others", manifest.at("/preset/style_of").asText());
    JsonNode summary = Json.mapper().readTree(run.resolve("perturbation.json").toFile());
    assertEquals("mine-style", summary.get("preset").asText());
    assertEquals(note, summary.get("note").asText());
    for (String page : new String[] {"perturbation.html", "report.html"}) {
      assertTrue(Files.readString(run.resolve(page)).contains(note), page);
    }
  }

  /** The manifest of such a folder holds the preset's text, with the name of its time. */
  @Test
  void foldersOfAPresetThatIsCalledOtherwiseTodayReplayAndResume() throws IOException {
    benchStyled("colosseum");
    Path run = folder.resolve("run");
    Path manifest = run.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("style_of: \\\"the work of others\\\"\\n", "")
            .replaceAll(",\\s*\"style_of\": \"[^\"]*\"", ""));
    assertFalse(Files.readString(manifest).contains("style_of"));
    RunFiles.resealManifest(manifest);
    Invocation replay = Invocation.of("replay", run);
    assertEquals(ExitStatus.OK, replay.status(), replay.err());
    byte[] expected = Files.readAllBytes(run.resolve("episodes.jsonl"));
    for (String file : new String[] {"episodes.jsonl", "records.jsonl", "timing.jsonl"}) {
      Path lines = run.resolve(file);
      Files.write(lines, Files.readAllLines(lines).subList(0, 4));
    }
    Invocation resumed = Invocation.of("bench", "--resume", run);
    assertEquals(ExitStatus.OK, resumed.status(), resumed.err());
    assertArrayEquals(expected, Files.readAllBytes(run.resolve("episodes.jsonl")));
    assertTrue(resumed.out().contains("colosseum: now called 'colosseum-style'"));
  }

  private void assertBad(String message, String... options) {
    Object[] words = new Object[3 + options.length];
    words[0] = "bench";
    words[1] = FakeSuite.POINT_MASS;
    words[2] = "--out=" + folder.resolve("run");
    System.arraycopy(options, 0, words, 3, options.length);
    Invocation invocation = Invocation.of(words);
    assertEquals(ExitStatus.BAD_INPUT, invocation.status(), invocation.err());
    assertTrue(invocation.err().contains(message), invocation.err());
    assertEquals(1, invocation.err().strip().lines().count(), invocation.err());
  }
}
