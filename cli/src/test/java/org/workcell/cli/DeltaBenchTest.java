package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.delta.DeltaFiles;
import org.workcell.datasets.records.Json;
import org.workcell.evaluation.RunFiles;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.testing.FakeSuite;
import org.workcell.testing.RandomDelta;

/** Deltas on the command line, from their folder to replay. */
class DeltaBenchTest {

  @TempDir Path folder;

  private Path write(DeltaModel model, boolean accepted) throws IOException {
    ObjectNode report = Json.mapper().createObjectNode();
    report.putObject("gate").put("accepted", accepted).put("reason", "no gain");
    Path delta = folder.resolve("delta");
    DeltaFiles.write(delta, model, report);
    return delta;
  }

  private static DeltaModel model() {
    return RandomDelta.ofCommands(0.02, 0.5, List.of("slide_x", "force_y"));
  }

  private Invocation bench(Path out, Object... options) {
    List<Object> words = new ArrayList<>(List.of("bench", FakeSuite.POINT_MASS, "--out", out));
    words.addAll(List.of("--policy=random", "--episodes=2"));
    words.addAll(List.of(options));
    return Invocation.of(words.toArray());
  }

  private Path run(String name, Object... options) {
    Path out = folder.resolve(name);
    Invocation bench = bench(out, options);
    assertEquals(ExitStatus.OK, bench.status(), bench.err());
    return out;
  }

  @Test
  void aDeltaIsKeptWithTheRunAndReplayedWithoutItsFolder() throws IOException {
    Path delta = write(model(), true);
    Path plain = run("plain");
    Path behind = run("behind", "--delta", delta, "--delta-options", "rescale=0.5:1.5");
    assertNotEquals(
        Files.readString(plain.resolve("episodes.jsonl")),
        Files.readString(behind.resolve("episodes.jsonl")));
    JsonNode manifest = Json.mapper().readTree(behind.resolve("manifest.json").toFile());
    assertEquals("delta", manifest.at("/delta/folder").asText());
    assertEquals(model().sha256(), manifest.at("/delta/sha256").asText());
    assertEquals(
        "delta(sha256=%s,rescale=0.5:1.5,without=0.0,channels=all,trust=on)"
            .formatted(model().sha256()),
        manifest.at("/command_path/filters/0").asText());
    Path filter = run("filter", "--filter=delta=" + delta, "--delta-options=rescale=0.5:1.5");
    assertEquals(
        Files.readString(behind.resolve("episodes.jsonl")),
        Files.readString(filter.resolve("episodes.jsonl")));
    Files.delete(delta.resolve(DeltaFiles.DESCRIPTION));
    Invocation replay = Invocation.of("replay", behind);
    assertEquals(ExitStatus.OK, replay.status(), replay.err());
    Path lines = behind.resolve("episodes.jsonl");
    String whole = Files.readString(lines);
    Files.write(lines, Files.readAllLines(lines).subList(0, 1));
    Invocation resumed = Invocation.of("bench", "--resume", behind);
    assertEquals(ExitStatus.OK, resumed.status(), resumed.err());
    assertEquals(whole, Files.readString(lines));
    Path sealed = behind.resolve("manifest.json");
    Files.writeString(sealed, Files.readString(sealed).replace(model().sha256(), "0".repeat(64)));
    RunFiles.resealManifest(sealed);
    Invocation edited = Invocation.of("replay", behind);
    assertEquals(ExitStatus.BAD_INPUT, edited.status());
    assertEquals(1, edited.err().lines().count(), edited.err());
  }

  @Test
  void torquesAreAStage() throws IOException {
    Path delta = write(RandomDelta.ofTorques(0.5, List.of("slide_x")), true);
    Path behind = run("behind", "--delta", delta);
    JsonNode manifest = Json.mapper().readTree(behind.resolve("manifest.json").toFile());
    assertTrue(manifest.at("/command_path/stages/0").asText().startsWith("delta(sha256="));
  }

  @Test
  void aRefusedDeltaIsNotUsedUnlessSomebodyInsists() throws IOException {
    Path delta = write(model(), false);
    assertRefused("refused it (no gain)", "--delta", delta);
    run("insists", "--delta", delta, "--refused-delta");
  }

  @Test
  void whatCannotBeIsRefusedInOneLine() throws IOException {
    Path delta = write(model(), true);
    assertRefused("there is no file", "--delta", folder.resolve("absent"));
    assertRefused("several deltas", "--delta", delta, "--filter=delta=" + delta);
    assertRefused("name one with --delta", "--delta-options=without=0.5");
    assertRefused("no option 'gain'", "--delta", delta, "--delta-options=gain=2");
    assertRefused("no channel 'elbow'", "--delta", delta, "--delta-options=channels=elbow");
    DeltaModel slow = model().toBuilder().controlPeriodSeconds(0.1).build();
    assertRefused("0.1 s, and this environment has 0.02 s", "--delta", write(slow, true));
  }

  private void assertRefused(String words, Object... options) {
    Path out = folder.resolve("refused");
    Invocation bench = bench(out, options);
    assertEquals(ExitStatus.BAD_INPUT, bench.status(), bench.err());
    assertEquals(1, bench.err().lines().count(), bench.err());
    assertTrue(bench.err().contains(words), bench.err());
    assertTrue(Files.notExists(out));
  }
}
