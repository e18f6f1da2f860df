package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.evaluation.RunFiles;
import org.workcell.testing.FakeSuite;
import org.workcell.video.Mp4Probe;

class ReplayCommandTest {

  @TempDir private static Path shared;
  private static Path recorded;

  @TempDir Path folder;
  private Path run;

  @BeforeAll
  static void record() {
    recorded = shared.resolve("run");
    Invocation invocation =
        Invocation.of(
            "bench", FakeSuite.POINT_MASS, FakeSuite.FRAGILE, "--episodes=3", "--out", recorded);
    assertTrue(Files.exists(recorded.resolve("summary.json")), invocation.err());
  }

  /** Tests may edit theirs. */
  @BeforeEach
  void copyTheRun() throws IOException {
    run = folder.resolve("run");
    try (Stream<Path> files = Files.walk(recorded)) {
      for (Path file : files.toList()) {
        Files.copy(file, run.resolve(recorded.relativize(file).toString()));
      }
    }
  }

  private static Invocation replayed(int status, Object... arguments) {
    Object[] words = new Object[arguments.length + 1];
    words[0] = "replay";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    Invocation invocation = Invocation.of(words);
    assertEquals(status, invocation.status(), invocation.err());
    return invocation;
  }

  @Test
  void checksAllEpisodes() {
    List<String> lines = replayed(ExitStatus.OK, run).out().lines().toList();
    assertEquals(6, lines.size());
    assertTrue(lines.stream().allMatch(line -> line.contains("the same to the bit")));
    assertTrue(lines.get(2).startsWith("testing/point-mass-v1 episode 2, seed 2: success, 100"));
  }

  @Test
  void checksSomeEpisodes() {
    assertEquals(3, replayed(0, run, "--task", FakeSuite.FRAGILE).out().lines().count());
    assertEquals(2, replayed(0, run, "--episode=1").out().lines().count());
    Object[] one = {run, "--episode=1", "--task", FakeSuite.POINT_MASS, "--workers=1"};
    assertEquals(1, replayed(0, one).out().lines().count());
  }

  /** What is drawn is no part of an episode. */
  @Test
  void markersMayDifferFromThoseOfTheRun() {
    for (String markers : List.of("on", "off")) {
      Invocation invocation =
          replayed(0, run, "--task", FakeSuite.POINT_MASS, "--markers", markers);
      assertEquals(3, invocation.out().lines().count());
    }
  }

  @Test
  void anEditedRunIsNotTheSame() throws IOException {
    Path episodes = run.resolve("episodes.jsonl");
    Files.writeString(
        episodes, Files.readString(episodes).replaceFirst("\"return\":[^,]*", "\"return\":1.5"));
    Invocation refused = replayed(ExitStatus.BAD_INPUT, run);
    assertTrue(refused.err().contains("checksum does not match"), refused.err());
    RunFiles.reseal(episodes);
    Invocation invocation = replayed(ExitStatus.TARGET_MISSED, run);
    assertEquals(5, invocation.out().lines().count());
    assertTrue(
        invocation.err().contains("episode 0 of testing/point-mass-v1 is not the recorded one"),
        invocation.err());
    assertTrue(invocation.err().contains("return was 1.5 and is now"), invocation.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--episode 3                    | has no episode 3; episodes are 0 to 2, and 6",
        "--episode -1                   | has no episode -1",
        "--task testing/other-v1        | has no task 'testing/other-v1'; it has"
            + " testing/point-mass",
        "--condition light              | has no condition 'light'; it has none",
        "--workers 0                    | --workers must be 1 to 1024",
        "--camera above                 | no --out is given",
        "--size 64x48                   | no --out is given",
        "--out FOLDER/a.mp4             | is one file, and several episodes are chosen",
        "--out FOLDER/a --size 0x48     | a video of 0 x 48 pixels is not possible",
        "--out FOLDER/a --size 100000x2 | a video of 100000 x 2 pixels is not possible",
        "--out FOLDER/a --size 99999x2  | a video of 99999 x 2 pixels is not possible",
        "--out FOLDER/a --size 65x48    | must be even numbers",
        "--out FOLDER/run/summary.json  | cannot be written",
        "--out FOLDER/a.avi --episode 0 --task testing/point-mass-v1 | let it end in .mp4",
        "--out FOLDER/no/a.mp4 --episode 0 --task testing/point-mass-v1 | cannot be written",
      })
  void refusesWhatIsNotPossible(String options, String explanation) {
    String line = "replay %s %s".formatted(run, options.replace("FOLDER", folder.toString()));
    Invocation invocation = Invocation.of((Object[]) line.split(" +"));
    assertEquals(ExitStatus.BAD_INPUT, invocation.status(), invocation.err());
    assertEquals(1, invocation.err().lines().count(), invocation.err());
    assertTrue(invocation.err().contains(explanation), invocation.err());
  }

  @Test
  void refusesAFolderThatHoldsNoRun() {
    Invocation invocation = replayed(ExitStatus.BAD_INPUT, folder);
    assertTrue(invocation.err().contains("holds no run"), invocation.err());
  }

  @Test
  void aPerturbedRunIsReplayedWhenItsPresetIsGone() throws IOException {
    Path preset =
        Files.writeString(
            folder.resolve("mine.yaml"),
            """
            preset: mine
            about: one of each
            each_alone: true
            factors:
              light: {factor: light, color: [0, 0.5]}
              weak: {factor: actuator_gain, scale: [0.1, 0.9]}
            """);
    Path perturbed = folder.resolve("perturbed");
    Invocation bench =
        Invocation.of(
            "bench",
            FakeSuite.POINT_MASS,
            "--perturb=" + preset,
            "--episodes=2",
            "--severity=3",
            "--out=" + perturbed);
    assertEquals(ExitStatus.OK, bench.status(), bench.err());
    Files.delete(preset);
    for (String condition : List.of("none", "light", "weak", "all")) {
      assertEquals(2, replayed(0, perturbed, "--condition", condition).out().lines().count());
    }
    assertEquals(8, replayed(0, perturbed).out().lines().count());
    String error = replayed(ExitStatus.BAD_INPUT, perturbed, "--condition=../run").err();
    assertTrue(error.contains("no condition '../run'; it has none, light, weak, all"), error);
  }

  @Test
  void recordsOneEpisodeUnderTheNameThatIsGiven() throws IOException {
    Videos.needThem();
    Path video = folder.resolve("video.mp4");
    Object[] request = {
      run, "--task", FakeSuite.POINT_MASS, "--episode=1", "--out", video, "--size=64x48"
    };
    Invocation invocation = replayed(ExitStatus.OK, request);
    assertTrue(invocation.out().endsWith("the same to the bit; " + video + "\n"), invocation.out());
    assertEquals(64, Mp4Probe.of(video).width());
    byte[] first = Files.readAllBytes(video);
    replayed(ExitStatus.OK, request);
    assertArrayEquals(first, Files.readAllBytes(video));
  }

  @Test
  void recordsSeveralEpisodesIntoAFolder() throws IOException {
    Videos.needThem();
    Path videos = folder.resolve("a/videos");
    Invocation invocation =
        replayed(ExitStatus.OK, run, "--out", videos, "--size=64x48", "--camera=above");
    assertEquals(
        List.of(
            "testing_fragile-v1_seed0_error.mp4",
            "testing_fragile-v1_seed2_error.mp4",
            "testing_point-mass-v1_seed0_success.mp4",
            "testing_point-mass-v1_seed1_success.mp4",
            "testing_point-mass-v1_seed2_success.mp4"),
        Videos.in(videos));
    assertTrue(
        invocation
            .out()
            .contains(
                "0 steps, return 0.0; the same to the bit; no video, because it could not start"),
        invocation.out());
  }

  @Test
  void refusesACameraThatDoesNotExistAndWritesNothing() {
    Videos.needThem();
    Path videos = folder.resolve("videos");
    Invocation invocation =
        replayed(ExitStatus.BAD_INPUT, run, "--out", videos, "--camera", "rear");
    assertTrue(invocation.err().contains("has no camera 'rear'"), invocation.err());
    assertTrue(Files.notExists(videos));
  }

  @Test
  void anotherEpisodeGetsNoVideo() throws IOException {
    Videos.needThem();
    Path episodes = run.resolve("episodes.jsonl");
    Files.writeString(
        episodes, Files.readString(episodes).replaceFirst("\"steps\":100", "\"steps\":99"));
    RunFiles.reseal(episodes);
    Path videos = folder.resolve("videos");
    replayed(ExitStatus.TARGET_MISSED, run, "--episode=0", "--out", videos, "--size=64x48");
    assertEquals(1, Videos.in(videos).size());
  }
}
