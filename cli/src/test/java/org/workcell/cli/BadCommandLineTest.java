package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.testing.FakeSuite;

class BadCommandLineTest {

  @TempDir Path folder;

  private void assertRefused(String explanation, Object... arguments) {
    Invocation invocation = Invocation.of(arguments);
    assertEquals(ExitStatus.BAD_INPUT, invocation.status(), invocation.err());
    assertEquals("", invocation.out());
    assertEquals(1, invocation.err().lines().count(), invocation.err());
    assertTrue(invocation.err().startsWith("workcell: "), invocation.err());
    assertTrue(invocation.err().contains(explanation), invocation.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--episodes 0          | episodes must be 1 to 1000000, not 0",
        "--episodes -3         | not -3",
        "--episodes ten        | 'ten' is not an int",
        "--horizon -1          | horizon must be 1 to 1000000 steps, not -1",
        "--horizon 0           | horizon must be 1 to 1000000 steps, not 0",
        "--horizon 2147483647  | horizon must be 1 to 1000000 steps, not 2147483647",
        "--workers 0           | --workers must be 1 to 1024, not 0",
        "--seed x              | 'x' is not a long",
        "--seed 9223372036854775807 | leaves no room",
        "--video some          | --video 'some' does not exist; use one of none, failures, all",
        "--policy genius       | use one of expert, random, zero",
        "--policy absent.pt    | policy absent.pt is not a file that can be read",
        "--device cpu          | is no network; --device, --padded-batch-size and --execute-steps"
            + " are for",
        "--profile lax         | use strict or compat",
        "--min-success 80      | must be a rate of 0 to 1",
        "--min-success NaN     | must be a rate of 0 to 1",
        "--set reward          | write it as name=value",
        "--set reward=huge     | use one of [task, sparse, time_penalty]",
        "--set colour=red      | has no setting 'colour'; it has [ends, reward",
        "--set reward=task --set reward=sparse | given twice",
        "--assets /no/such/dir | is not a folder",
        "--episode 3           | did you mean --episodes",
      })
  void refusesBadOptionsAndWritesNothing(String options, String explanation) throws IOException {
    Path out = folder.resolve("run");
    String line = "bench " + FakeSuite.POINT_MASS + " " + options + " --out " + out;
    assertRefused(explanation, (Object[]) line.split(" +"));
    assertTrue(Files.notExists(out));
  }

  @Test
  void refusesSeedsThatATaskCannotHave() {
    Path out = folder.resolve("run");
    Object[] compat = {FakeSuite.MANUAL, "--policy", "zero", "--profile", "compat"};
    String explanation = "is none that task testing/manual-v1 takes with these options; use seeds";
    assertRefused(
        "seed -3 " + explanation, with(compat, "bench", "--seed=-3", "--episodes=9", "--out", out));
    assertTrue(Files.notExists(out));
    Path image = folder.resolve("start.png");
    assertRefused("seed -1 " + explanation, with(compat, "render", "--seed=-1", "--out", image));
    assertRefused(
        "seed -2 " + explanation,
        with(compat, "render", "--seed=-2", "--grid=2x2", "--out", image));
    assertTrue(Files.notExists(image));
  }

  /** A command with its own options and those that several commands share. */
  private static Object[] with(Object[] shared, String command, Object... own) {
    return Stream.of(Stream.of(command), Stream.of(shared), Stream.of(own))
        .flatMap(each -> each)
        .toArray();
  }

  @Test
  void suggestsTheNearestTask() {
    assertRefused("did you mean testing/point-mass-v1?", "bench", "testing/pointmass-v1");
    assertRefused("did you mean testing/point-mass-v1?", "bench", "point-mass-v1");
    assertRefused("did you mean testing?", "bench", "testin");
    assertRefused("'workcell list' shows what there is", "bench", "qqq");
    assertRefused("did you mean bench?", "bnech");
    assertRefused("there is no task 'tester'; did you mean testing?", "list", "tester");
  }

  @Test
  void wantsATask() {
    assertRefused("no task is given", "bench");
  }

  @Test
  void refusesAnExpertThatDoesNotExist() {
    Path out = folder.resolve("run");
    assertRefused("task testing/manual-v1 has no expert", "bench", FakeSuite.MANUAL, "--out", out);
    assertTrue(Files.notExists(out));
  }

  @Test
  void refusesAFolderThatCannotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertRefused(
        "is not a folder that may be written to",
        "bench",
        FakeSuite.POINT_MASS,
        "--out",
        file.resolve("run"));
    assertRefused("is not a folder", "bench", FakeSuite.POINT_MASS, "--out", file);
    assertRefused("--out is empty", "bench", FakeSuite.POINT_MASS, "--out", "");
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void refusesAFolderThatHoldsARun() throws IOException {
    Path out = folder.resolve("run");
    Invocation first = Invocation.of("bench", FakeSuite.POINT_MASS, "--episodes", 1, "--out", out);
    assertEquals(ExitStatus.OK, first.status(), first.err());
    String manifest = Files.readString(out.resolve("manifest.json"));
    assertRefused("continue it with --resume", "bench", FakeSuite.POINT_MASS, "--out", out);
    assertEquals(manifest, Files.readString(out.resolve("manifest.json")));
  }

  @Test
  void refusesFoldersOfForeignFilesWithItsNames() throws IOException {
    Files.writeString(folder.resolve("report.html"), "mine");
    assertRefused(
        "already holds a file report.html", "bench", FakeSuite.POINT_MASS, "--out", folder);
  }

  @Test
  void explainsBrokenAndMissingScenes() throws IOException {
    Path out = folder.resolve("run");
    assertRefused(
        "has no point_mass.xml", "bench", FakeSuite.POINT_MASS, "--assets", folder, "--out", out);
    Files.writeString(folder.resolve("point_mass.xml"), "<mujoco>\n<worldbody><bdy/></worldbody>");
    assertRefused(
        "scene point_mass.xml cannot be compiled",
        "bench",
        FakeSuite.POINT_MASS,
        "--assets",
        folder,
        "--out",
        out);
    Files.writeString(folder.resolve("point_mass.xml"), "<mujoco/>");
    assertRefused(
        "has no site 'goal'", "bench", FakeSuite.POINT_MASS, "--assets", folder, "--out", out);
    assertTrue(Files.notExists(out));
  }

  /** A second folder is searched, too; it means nothing without the first. */
  @Test
  void explainsTheFolderOfRobosuite() {
    Path out = folder.resolve("run");
    Object[] bench = {"bench", FakeSuite.POINT_MASS, "--out", out, "--robosuite"};
    assertRefused("give --assets DIR with it", with(bench, folder));
    assertRefused("has no point_mass.xml", with(bench, folder, "--assets", "pip"));
    assertRefused("'%s' is not a folder".formatted(out), with(bench, out, "--assets", folder));
  }

  private static Object[] with(Object[] arguments, Object... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray();
  }

  private Path pipe(String name) throws Exception {
    Path pipe = folder.resolve(name);
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    return pipe;
  }

  /** Whoever opens a named pipe waits for somebody to write into it. */
  @Test
  @Timeout(20)
  void refusesPipesInsteadOfFiles() throws Exception {
    Path out = folder.resolve("run");
    Path preset = pipe("p.yaml");
    assertRefused(
        "is not a file, but", "bench", FakeSuite.POINT_MASS, "--perturb", preset, "--out", out);
    Path policy = pipe("p.pt");
    assertRefused(
        "is not a file that can be read",
        "bench",
        FakeSuite.POINT_MASS,
        "--policy",
        policy,
        "--out",
        out);
    pipe("point_mass.xml");
    assertRefused(
        "has no point_mass.xml", "bench", FakeSuite.POINT_MASS, "--assets", folder, "--out", out);
    assertTrue(Files.notExists(out));
    pipe("manifest.json");
    assertRefused("holds no run", "bench", "--resume", folder);
    assertRefused("holds no run", "replay", folder);
  }

  @Test
  void refusesToResumeWhatIsNoRun() throws IOException {
    assertRefused("holds no run", "bench", "--resume", folder);
    Path manifest = folder.resolve("manifest.json");
    for (String broken : List.of("", "[]", "{}", "{\"workcell")) {
      Files.writeString(manifest, broken);
      assertRefused("is not the manifest of a run", "bench", "--resume", folder);
    }
    Files.writeString(manifest, "{\"workcell\":\"9.9.9\"}");
    assertRefused("was made with Workcell 9.9.9", "bench", "--resume", folder);
    assertRefused("cannot be combined with --resume", "bench", "--resume", folder, "--out", folder);
  }
}
