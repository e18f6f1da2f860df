package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.testing.FakeSuite;
import org.workcell.video.Mp4Probe;

/** {@code bench --video} on the command line. */
class BenchVideoTest {

  @TempDir Path folder;
  private Path run;

  @BeforeEach
  void needVideos() {
    Videos.needThem();
    run = folder.resolve("run");
  }

  private Invocation bench(int status, String line) {
    Invocation invocation =
        Invocation.of((Object[]) "bench %s --out %s".formatted(line, run).split(" +"));
    assertEquals(status, invocation.status(), invocation.err());
    return invocation;
  }

  @Test
  void recordsFailuresAndShowsThemInTheReport() throws IOException {
    Invocation invocation =
        bench(0, FakeSuite.POINT_MASS + " --policy random --episodes 2 --seed 7 --video failures");
    assertTrue(invocation.err().contains("2 videos to make"), invocation.err());
    assertEquals(
        List.of(
            "testing_point-mass-v1_seed7_failure.mp4",
            "testing_point-mass-v1_seed7_failure.png",
            "testing_point-mass-v1_seed8_failure.mp4",
            "testing_point-mass-v1_seed8_failure.png"),
        Videos.in(run.resolve("videos")));
    Mp4Probe video = Mp4Probe.of(run.resolve("videos/testing_point-mass-v1_seed8_failure.mp4"));
    assertEquals(640, video.width());
    String report = Files.readString(run.resolve("report.html"));
    assertEquals(2, report.split("data:image/png;base64,", -1).length - 1);
    assertTrue(report.contains("href=\"videos/testing_point-mass-v1_seed8_failure.mp4\""));
    assertTrue(report.contains("seed 8, 100 steps"), report);
  }

  @Test
  void successesGetVideosWhenAllDo() throws IOException {
    bench(0, FakeSuite.POINT_MASS + " --episodes 1 --video failures");
    assertFalse(Files.exists(run.resolve("videos")));
    Invocation all = Invocation.of("bench", "--resume", run, "--video", "all");
    assertEquals(ExitStatus.OK, all.status(), all.err());
    assertEquals(
        List.of(
            "testing_point-mass-v1_seed0_success.mp4", "testing_point-mass-v1_seed0_success.png"),
        Videos.in(run.resolve("videos")));
  }

  @Test
  void resumingMakesWhatIsMissing() throws IOException {
    bench(0, FakeSuite.POINT_MASS + " --policy random --episodes 2 --video failures --workers 1");
    Path kept = run.resolve("videos/testing_point-mass-v1_seed0_failure.mp4");
    Path deleted = run.resolve("videos/testing_point-mass-v1_seed1_failure.mp4");
    byte[] video = Files.readAllBytes(deleted);
    String report = Files.readString(run.resolve("report.html"));
    FileTime before = FileTime.fromMillis(0);
    Files.setLastModifiedTime(kept, before);
    Files.delete(deleted);
    Invocation resumed = Invocation.of("bench", "--resume", run);
    assertEquals(ExitStatus.OK, resumed.status(), resumed.err());
    assertTrue(resumed.err().contains("1 videos to make"), resumed.err());
    assertEquals(before, Files.getLastModifiedTime(kept));
    assertArrayEquals(video, Files.readAllBytes(deleted));
    assertEquals(report, Files.readString(run.resolve("report.html")));
  }

  @Test
  void episodesThatErroredGetVideosAsFarAsTheyWent() throws IOException {
    bench(ExitStatus.ERROR, FakeSuite.FRAGILE + " --episodes 20 --policy zero --video failures");
    List<String> videos =
        Videos.in(run.resolve("videos")).stream()
            .filter(name -> name.endsWith("_error.mp4"))
            .toList();
    assertFalse(videos.isEmpty());
    for (String video : videos) {
      assertEquals(2, Mp4Probe.of(run.resolve("videos").resolve(video)).frames(), "steps 0 and 2");
    }
    String report = Files.readString(run.resolve("report.html"));
    assertTrue(report.contains("without a video, because of"), report);
  }

  @Test
  void eachConditionHasVideosOfItsOwn() throws IOException {
    Files.writeString(
        folder.resolve("mine.yaml"),
        """
        preset: mine
        about: weak
        factors:
          weak: {factor: actuator_gain, scale: [0.01, 0.01]}
        """);
    bench(
        0,
        "%s --episodes 1 --video failures --perturb %s"
            .formatted(FakeSuite.POINT_MASS, folder.resolve("mine.yaml")));
    assertEquals(
        List.of(
            "testing_point-mass-v1_all_seed0_failure.mp4",
            "testing_point-mass-v1_all_seed0_failure.png"),
        Videos.in(run.resolve("videos")));
    String report = Files.readString(run.resolve("report.html"));
    assertTrue(report.contains("data:image/png"), report);
    assertTrue(report.contains("<figcaption>Start, middle and end: all, seed 0"), report);
  }
}
