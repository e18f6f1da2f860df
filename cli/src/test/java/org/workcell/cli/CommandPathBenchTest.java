package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.datasets.records.Json;
import org.workcell.evaluation.RunFiles;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.control.OffsetFilterProvider;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.testing.FakeSuite;

/** Command filters and action adapters by name, from the command line to replay. */
class CommandPathBenchTest {

  private static final String OFFSET = "offset=force_x:0.25";

  @TempDir Path folder;

  private Path run(String name, String... options) {
    Path out = folder.resolve(name);
    List<Object> words = new ArrayList<>(List.of("bench", FakeSuite.POINT_MASS, "--out", out));
    words.addAll(List.of("--policy=random", "--episodes=2"));
    words.addAll(List.of(options));
    Invocation bench = Invocation.of(words.toArray());
    assertEquals(ExitStatus.OK, bench.status(), bench.err());
    return out;
  }

  @Test
  void aFilterIsInManifestAndRecordsAndReplayed() throws IOException {
    Path plain = run("plain");
    Path filtered = run("filtered", "--filter", OFFSET);
    assertNotEquals(
        Files.readString(plain.resolve("episodes.jsonl")),
        Files.readString(filtered.resolve("episodes.jsonl")));
    JsonNode manifest = Json.mapper().readTree(filtered.resolve("manifest.json").toFile());
    assertEquals(OFFSET, manifest.at("/filters/0").asText());
    assertEquals(OFFSET, manifest.at("/command_path/filters/0").asText());
    JsonNode record =
        Json.mapper().readTree(Files.readAllLines(filtered.resolve("records.jsonl")).get(0));
    assertEquals(OFFSET, record.at("/command_path/filters/0").asText());
    assertTrue(Files.readString(filtered.resolve("report.html")).contains("filter " + OFFSET));

    Invocation replay = Invocation.of("replay", filtered);
    assertEquals(ExitStatus.OK, replay.status(), replay.err());
    replace(filtered.resolve("manifest.json"), "\"" + OFFSET + "\"", "\"offset=force_x:0.5\"");
    Invocation edited = Invocation.of("replay", filtered);
    assertEquals(ExitStatus.BAD_INPUT, edited.status());
    assertTrue(edited.err().contains("checksum does not match"), edited.err());
    RunFiles.resealManifest(filtered.resolve("manifest.json"));
    Invocation resealed = Invocation.of("replay", filtered);
    assertEquals(ExitStatus.BAD_INPUT, resealed.status());
    assertTrue(resealed.err().contains("(command path filter " + OFFSET), resealed.err());
  }

  @Test
  void stagesAreInManifestAndRecordsAndReplayed() throws IOException {
    String delay = "delay=delay_seconds:0.1";
    Path plain = run("plain");
    Path delayed = run("delayed", "--stage", delay, "--stage", "dead-band=half_width:0.1");
    assertNotEquals(
        Files.readString(plain.resolve("episodes.jsonl")),
        Files.readString(delayed.resolve("episodes.jsonl")));
    JsonNode manifest = Json.mapper().readTree(delayed.resolve("manifest.json").toFile());
    assertEquals(delay, manifest.at("/stages/0").asText());
    assertEquals("delay(delay_seconds=0.1)@all", manifest.at("/command_path/stages/0").asText());
    Invocation replay = Invocation.of("replay", delayed);
    assertEquals(ExitStatus.OK, replay.status(), replay.err());
    Invocation wrong =
        Invocation.of("bench", FakeSuite.POINT_MASS, "--policy=zero", "--stage=delay=0.1");
    assertEquals(ExitStatus.BAD_INPUT, wrong.status());
    assertTrue(wrong.err().contains("write PARAMETER:NUMBER"), wrong.err());
    assertTrue(Invocation.of("list", "--options").out().contains("dead-band"));
  }

  @Test
  void drivesAreKeptWithTheRunAndReplayedWithoutTheirFile() throws IOException {
    Path file = folder.resolve("p.json");
    Files.writeString(
        file,
        """
        {"format": 1, "parameters": [], "chain": [
          {"stage": "delay", "actuators": {"slide_x": {"delay_seconds": 0.1}}},
          {"stage": "friction", "actuators": {"slide_x": {"coulomb_torque": 0.05},
            "slide_y": {"viscous_coefficient": 0.2}}}]}
        """);
    Path plain = run("plain");
    Path driven = run("driven", "--actuators", file.toString());
    assertNotEquals(
        Files.readString(plain.resolve("episodes.jsonl")),
        Files.readString(driven.resolve("episodes.jsonl")));
    JsonNode manifest = Json.mapper().readTree(driven.resolve("manifest.json").toFile());
    assertEquals("p.json", manifest.at("/actuators/file").asText());
    assertEquals(Files.readString(file), manifest.at("/actuators/content").asText());
    String sha256 = manifest.at("/actuators/sha256").asText();
    assertEquals(
        "actuators(sha256=" + sha256 + ")", manifest.at("/command_path/stages/0").asText());
    Files.delete(file);
    Invocation replay = Invocation.of("replay", driven);
    assertEquals(ExitStatus.OK, replay.status(), replay.err());
    Path lines = driven.resolve("episodes.jsonl");
    String whole = Files.readString(lines);
    Files.write(lines, Files.readAllLines(lines).subList(0, 1));
    Invocation resumed = Invocation.of("bench", "--resume", driven);
    assertEquals(ExitStatus.OK, resumed.status(), resumed.err());
    assertEquals(whole, Files.readString(lines));
    replace(driven.resolve("manifest.json"), "0.05}", "0.06}");
    RunFiles.resealManifest(driven.resolve("manifest.json"));
    Invocation edited = Invocation.of("replay", driven);
    assertEquals(ExitStatus.BAD_INPUT, edited.status());
    assertTrue(edited.err().contains("does not have the checksum"), edited.err());
  }

  private static void replace(Path file, String text, String replacement) throws IOException {
    Files.writeString(file, Files.readString(file).replace(text, replacement));
  }

  @Test
  void aFilteredRunIsResumedWithItsFilters() throws IOException {
    Path filtered = run("filtered", "--filter", OFFSET);
    String whole = Files.readString(filtered.resolve("episodes.jsonl"));
    Path lines = filtered.resolve("episodes.jsonl");
    Files.write(lines, Files.readAllLines(lines).subList(0, 1));
    Invocation other =
        Invocation.of("bench", "--resume", filtered, "--filter", "offset=force_x:0.5");
    assertEquals(ExitStatus.BAD_INPUT, other.status());
    assertTrue(other.err().contains("command_path.filters[0] was"), other.err());
    Invocation resumed = Invocation.of("bench", "--resume", filtered);
    assertEquals(ExitStatus.OK, resumed.status(), resumed.err());
    assertEquals(whole, Files.readString(lines));
  }

  @Test
  void aPlainEnvironmentRefusesTheSnapshotOfAFilteredOne() {
    TaskDefinition task = FakeSuite.task(FakeSuite.POINT_MASS);
    EnvironmentOptions plain = EnvironmentOptions.defaults();
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      Environment filtered =
          factory.newEnvironment(
              task, plain.withFilters(List.of(new OffsetFilterProvider().create("force_x:0.25"))));
      Environment other = factory.newEnvironment(task, plain);
      BatchStorage storage = BatchStorage.allocate(other.spec().task().layout(), 1);
      filtered.reset(ResetOptions.seed(1), storage, 0);
      Snapshot snapshot = filtered.snapshot();
      assertThrows(IllegalArgumentException.class, () -> other.restore(snapshot, storage, 0));
    }
  }

  /** Its last command component is no gripper, which the adapter finds out before anything runs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--filter=absent          | there is no filter 'absent'; use one of",
        "--filter=offset          | --filter offset: '' is no offset",
        "--filter=offset=lift:1   | the command has no component 'lift'; it has force_x, force_y",
        "--action-adapter=absent  | there is no action adapter 'absent'; use one of"
            + " latched-gripper",
        "--action-adapter=latched-gripper | the last one drives 'force_y'",
        "--action-adapter=latched-gripper=3 | has no parameters",
        "--actuators=absent.json  | parameter file absent.json cannot be read",
        "--variation=1            | has no variation 1; expected 0..0",
        "--batch-size=0           | --batch-size must be 1 to",
      })
  void whatCannotBeIsRefusedInOneLine(String option, String explanation) {
    Path out = folder.resolve("run");
    Invocation bench = Invocation.of("bench", FakeSuite.POINT_MASS, "--out", out, option);
    assertEquals(ExitStatus.BAD_INPUT, bench.status(), bench.err());
    assertEquals(1, bench.err().lines().count(), bench.err());
    assertTrue(bench.err().contains(explanation), bench.err());
    assertTrue(Files.notExists(out));
  }
}
