package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.datasets.demonstrations.DemonstrationLine;
import org.workcell.datasets.demonstrations.Demonstrations;
import org.workcell.datasets.records.Json;
import org.workcell.testing.FakeSuite;

class DemosCommandTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "demonstrations.md");

  /** Exit status of a program whose module is missing. */
  private static final int MODULE_MISSING = 77;

  @TempDir Path folder;

  private Invocation demos(int status, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("demos"));
    all.addAll(List.of(arguments));
    Invocation invocation = Invocation.of(all.toArray());
    assertEquals(status, invocation.status(), invocation.err());
    return invocation;
  }

  @Test
  void recordsVerifiesAndContinues() throws IOException {
    Path out = folder.resolve("a/demos");
    Invocation table =
        demos(ExitStatus.OK, FakeSuite.POINT_MASS, "--episodes", 3, "--seed", 5, "--out", out);
    assertTrue(table.out().startsWith("task "), table.out());
    assertTrue(table.out().contains("\noverall "), table.out());
    assertEquals(3, Demonstrations.open(out).ofTask(FakeSuite.POINT_MASS).size());
    assertEquals(
        "3 of 3 episodes are rebuilt to the bit\n", demos(ExitStatus.OK, "--verify", out).out());
    Path index = out.resolve("index.jsonl");
    String whole = Files.readString(index);
    Files.writeString(index, whole.substring(0, whole.indexOf('\n') + 20));
    Invocation json = demos(ExitStatus.OK, "--resume", out, "--json");
    assertTrue(json.err().contains("2 of 3 episodes to keep"), json.err());
    assertEquals(whole, Files.readString(index));
    assertEquals(Files.readString(out.resolve("summary.json")), json.out());
  }

  @Test
  void theManifestNamesEverythingTheNumbersDependOn() throws IOException {
    Path out = folder.resolve("demos");
    demos(
        ExitStatus.OK,
        FakeSuite.PAIR,
        "--policy=random",
        "--keep=all",
        "--episodes=2",
        "--after-success=horizon",
        "--degrade=noise=std:0.1",
        "--filter=offset=force_x:0.01",
        "--horizon=7",
        "--set=ends=success",
        "--out=" + out);
    JsonNode manifest = Json.mapper().readTree(Files.readString(out.resolve("manifest.json")));
    assertEquals("demonstrations", manifest.get("kind").asText());
    assertEquals(2, manifest.get("episodes").asInt());
    assertEquals(20, manifest.get("attempts").asInt());
    assertEquals("all", manifest.get("keep").asText());
    assertTrue(manifest.get("steps_after_success").isNull());
    assertEquals("noise=std:0.1", manifest.get("degradations").get(0).asText());
    JsonNode run = manifest.get("evaluation");
    assertEquals(FakeSuite.PAIR, run.get("benchmark").get("id").asText());
    assertEquals(42, run.get("first_seed").asInt());
    assertEquals(7, run.get("horizon").asInt());
    assertEquals("offset=force_x:0.01", run.get("filters").get(0).asText());
    assertTrue(run.get("engine").get("version").isTextual());
    assertEquals(
        "4 of 4 episodes are rebuilt to the bit\n", demos(ExitStatus.OK, "--verify", out).out());
  }

  @Test
  void randomizedEpisodesRecordWhatWasDrawn() {
    Path preset = folder.resolve("wind.yaml");
    assertEquals(
        preset,
        write(
            preset,
            "preset: wind\nfactors:\n  noise: {factor: observation_noise, deviation: 0.005}\n"));
    Path out = folder.resolve("demos");
    demos(
        ExitStatus.OK,
        FakeSuite.POINT_MASS,
        "--episodes=2",
        "--keep=all",
        "--horizon=5",
        "--randomize=" + preset,
        "--out=" + out);
    Demonstrations recorded = Demonstrations.open(out);
    for (DemonstrationLine line : recorded.kept()) {
      assertEquals("all", line.condition());
      assertTrue(recorded.read(line).record().randomization().startsWith("wind all severity 5"));
    }
    demos(ExitStatus.OK, "--verify", out);
    demos(ExitStatus.OK, "--resume", out);
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void tooFewEpisodesAndErrorsHaveStatusesOfTheirOwn() {
    Invocation none =
        demos(
            ExitStatus.TARGET_MISSED,
            FakeSuite.POINT_MASS,
            "--policy=zero",
            "--episodes=2",
            "--attempts=3",
            "--out=" + folder.resolve("none"));
    assertTrue(
        none.err()
            .contains(
                "too few episodes could be kept in 3 attempts: testing/point-mass-v1 lacks 2"),
        none.err());
    Invocation broken =
        demos(
            ExitStatus.ERROR,
            FakeSuite.FRAGILE,
            "--episodes=4",
            "--out=" + folder.resolve("broken"));
    assertTrue(broken.err().contains("attempts errored"), broken.err());
    assertEquals(4, Demonstrations.open(folder.resolve("broken")).kept().size());
  }

  @Test
  void verificationFindsWhatIsNotTheEpisode() throws IOException {
    Path out = folder.resolve("demos");
    demos(ExitStatus.OK, FakeSuite.POINT_MASS, "--episodes=1", "--out=" + out);
    Path file = out.resolve("episodes/testing/point-mass-v1/000000.npz");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    Invocation refused = demos(ExitStatus.BAD_INPUT, "--verify", out);
    assertTrue(
        refused.err().contains("is not the file that was recorded")
            || refused.err().contains("not the file that was recorded"),
        refused.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--episodes 0                   | the number of episodes must be 1 to 1000000, not 0",
        "--episodes 5 --attempts 4      | 5 episodes cannot be kept of 4 attempts",
        "--attempts 2000000             | episodes must be 1 to 1000000",
        "--keep most                    | use one of success, success-at-end, all",
        "--after-success -1             | must be 0 or more steps, or horizon, not -1",
        "--after-success soon           | must be a number of steps or horizon, not 'soon'",
        "--degrade sleep=rate:1         | there is no degradation 'sleep'; use one of detours,"
            + " noise",
        "--degrade noise=std:-1         | --degrade noise=std:-1: std of noise must be 0.0 to"
            + " 100.0",
        "--degrade pauses=rate:0.1      | of mode 'unspecified'",
        "--format hdf5                  | --format 'hdf5' does not exist; use npz",
        "--compression 10               | must be 0 (none) to 9 (smallest), not 10",
        "--randomize none-such          | preset 'none-such' does not exist",
        "--workers 0                    | --workers must be 1 to 1024",
        "--batch-size 0                 | --batch-size must be 1 to",
        "--policy genius                | use one of expert, random, zero",
        "--image-size 9x9               | need --cameras",
        "--horizon 2147483647           | horizon must be 1 to 1000000 steps, not 2147483647",
      })
  void refusesBadOptionsAndWritesNothing(String options, String explanation) {
    Path out = folder.resolve("demos");
    String line = FakeSuite.POINT_MASS + " " + options + " --out " + out;
    Invocation refused = demos(ExitStatus.BAD_INPUT, (Object[]) line.split(" +"));
    assertEquals(1, refused.err().lines().count(), refused.err());
    assertTrue(refused.err().contains(explanation), refused.err());
    assertTrue(Files.notExists(out));
  }

  @Test
  void wantsOnePurposeAndAFreeFolder() throws IOException {
    String purposes = "give one of --out (a new folder), --resume and --verify";
    assertTrue(demos(ExitStatus.BAD_INPUT, FakeSuite.POINT_MASS).err().contains(purposes));
    Invocation two = demos(ExitStatus.BAD_INPUT, "--resume", folder, "--verify", folder);
    assertTrue(two.err().contains(purposes), two.err());
    Invocation none = demos(ExitStatus.BAD_INPUT, "--resume", folder);
    assertTrue(none.err().contains("holds no demonstrations"), none.err());
    Path run = folder.resolve("run");
    assertEquals(
        ExitStatus.OK,
        Invocation.of("bench", FakeSuite.POINT_MASS, "--episodes=1", "--out=" + run).status());
    Invocation other = demos(ExitStatus.BAD_INPUT, "--verify", run);
    assertTrue(other.err().contains("is not the manifest of demonstrations"), other.err());
    Invocation taken = demos(ExitStatus.BAD_INPUT, FakeSuite.POINT_MASS, "--out", run);
    assertTrue(taken.err().contains("already holds a run"), taken.err());
  }

  @Test
  void pythonReadsTheFilesWithoutNumpy() throws Exception {
    Path out = folder.resolve("demos");
    demos(ExitStatus.OK, FakeSuite.POINT_MASS, "--episodes=2", "--out=" + out);
    String script =
        """
        import pathlib, sys, zipfile
        for file in sorted(pathlib.Path(sys.argv[1]).rglob("*.npz")):
            with zipfile.ZipFile(file) as z:
                assert z.testzip() is None
                for entry in z.infolist():
                    assert entry.date_time[:3] == (1980, 2, 1), entry
                    assert z.read(entry)[:6] == b"\\x93NUMPY", entry
                print(file.name, "action.npy" in z.namelist())
        """;
    assertEquals("000000.npz True\n000001.npz True\n", python("zipfile", script, out));
  }

  /** The program of the page, on a folder of its own. */
  @Test
  void theDocumentedProgramReadsTheFilesWithNumpy() throws Exception {
    Path out = folder.resolve("demos");
    demos(ExitStatus.OK, FakeSuite.POINT_MASS, "--episodes=2", "--out=" + out);
    Matcher program =
        Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
    assertTrue(program.find());
    String script =
        program.group(1).replace("\"demos/mt10\"", "sys.argv[1]")
            + """
                assert record["actions"] and record["seed"] == line["result"]["seed"] == int(e["seed"])
                assert states.shape == (len(actions), 4) and actions.shape[1] == 2
                assert e["obs_goal"].dtype == np.float32 and e["success"].dtype == bool
                assert e["success"].any() and sum(e["reward"].tolist()) == line["result"]["return"]
            """;
    String printed = python("numpy", script, out);
    List<String> lines = printed.lines().toList();
    assertEquals(2, lines.size(), printed);
    DemonstrationLine first = Demonstrations.open(out).kept().get(0);
    assertEquals(
        "testing/point-mass-v1 0 %d slide to the goal True".formatted(first.result().steps()),
        lines.get(0));
  }

  /** What a program prints; the test is skipped where Python or a module is missing. */
  private String python(String module, String script, Path argument) throws Exception {
    String program =
        """
        import sys
        try:
            import %s
        except ImportError:
            sys.exit(%d)
        """
            .formatted(module, MODULE_MISSING);
    Path file = Files.writeString(folder.resolve("program.py"), program + script);
    Process process;
    try {
      process =
          new ProcessBuilder("python3", file.toString(), argument.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      return skip("python3");
    }
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status == MODULE_MISSING) {
      return skip("python3 with " + module);
    }
    assertEquals(0, status, printed);
    return printed;
  }

  private static String skip(String missing) {
    String reason = "skipped: %s is not on this machine".formatted(missing);
    System.out.println(reason);
    return Assumptions.abort(reason);
  }
}
