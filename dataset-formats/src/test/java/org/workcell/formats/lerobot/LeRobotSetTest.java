package org.workcell.formats.lerobot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.records.Json;
import org.workcell.formats.RecordingSource;
import org.workcell.formats.Recordings;
import org.workcell.formats.SetEpisode;
import org.workcell.policies.testing.Models;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.testing.Rendering;
import org.workcell.video.Mp4Probe;
import org.workcell.video.VideoEncoder;

/** What JSON and file names say; pyarrow and pandas read the tables in another test. */
class LeRobotSetTest {

  private static final LeRobotOptions PNG =
      new LeRobotOptions(false, false, Optional.of("point mass"));

  @TempDir Path folder;

  private Path write(Path recording, String name, LeRobotOptions options) throws IOException {
    Path out = folder.resolve(name);
    try (RecordingSource source = Recordings.open(recording, false, false);
        LeRobotSet set = new LeRobotSet(out, options)) {
      Recordings.write(source, set);
    }
    return out;
  }

  private static JsonNode json(Path file) throws IOException {
    return Json.mapper().readTree(Files.readString(file));
  }

  private static Map<String, Long> files(Path folder) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sizes.put(folder.relativize(file).toString(), Files.size(file));
      }
    }
    return sizes;
  }

  @Test
  void theLayoutIsThatOfVersion3() throws IOException {
    Path recording = Recordings.make(folder.resolve("npz"), 2, false);
    Path set = write(recording, "set", PNG);
    assertEquals(
        List.of(
            "data/chunk-000/file-000.parquet",
            "meta/episodes/chunk-000/file-000.parquet",
            "meta/info.json",
            "meta/stats.json",
            "meta/tasks.parquet"),
        List.copyOf(files(set).keySet()));
    JsonNode info = json(set.resolve("meta/info.json"));
    assertEquals("v3.0", info.get("codebase_version").asText());
    assertEquals("point mass", info.get("robot_type").asText());
    assertEquals(2, info.get("total_episodes").asInt());
    assertEquals(1, info.get("total_tasks").asInt());
    assertEquals("0:2", info.at("/splits/train").asText());
    assertTrue(info.get("video_path").isNull());
    assertTrue(info.get("fps").isIntegralNumber(), info.get("fps").toString());
    assertEquals("float32", info.at("/features/observation.state/dtype").asText());
    assertNotNull(info.at("/features/observation.goal").get("shape"));
    assertEquals("[1]", info.at("/features/timestamp/shape").toString());
    JsonNode stats = json(set.resolve("meta/stats.json"));
    assertEquals(info.get("features").size(), stats.size());
    long frames = info.get("total_frames").asLong();
    assertEquals(frames, stats.at("/action/count/0").asLong());
    assertEquals((frames - 1) / 2.0, stats.at("/index/mean/0").asDouble());
    assertEquals(2.0 / frames, stats.at("/next.done/mean/0").asDouble(), 1e-12);
    assertEquals(files(set), files(write(recording, "again", PNG)));
  }

  @Test
  void imagesAreDecodableVideos() throws IOException {
    Rendering.assumePossible();
    Models.skipUnless(
        VideoEncoder.isResolved(),
        "ffmpeg is not on the class path; './workcell test' resolves it, 'mvn -Pffmpeg' uses it");
    Path recording = Recordings.make(folder.resolve("npz"), 2, true);
    Path set = write(recording, "set", new LeRobotOptions(true, false, Optional.empty()));
    JsonNode info = json(set.resolve("meta/info.json"));
    JsonNode feature = info.at("/features/observation.images.overview");
    assertEquals("video", feature.get("dtype").asText());
    assertEquals("[24,32,3]", feature.get("shape").toString());
    Path video = set.resolve("videos/observation.images.overview/chunk-000/file-000.mp4");
    Mp4Probe probe = Mp4Probe.of(video);
    assertEquals(info.get("total_frames").asInt(), probe.frames());
    assertEquals(
        info.get("total_frames").asDouble() / info.get("fps").asDouble(), probe.seconds(), 0.002);
    JsonNode stats = json(set.resolve("meta/stats.json")).get("observation.images.overview");
    assertEquals(3, stats.get("mean").size());
    double red = stats.at("/mean/0/0/0").asDouble();
    assertTrue(red > 0 && red < 1, "mean " + red);
  }

  @Test
  void episodesOfOtherFeaturesAreRefusedAndNothingStays() throws IOException {
    Path recording = Recordings.make(folder.resolve("npz"), 1, false);
    Path out = folder.resolve("set");
    try (RecordingSource source = Recordings.open(recording, false, false);
        LeRobotSet set = new LeRobotSet(out, PNG)) {
      SetEpisode first = source.read(0);
      set.add(first);
      SetEpisode.Steps wide =
          new SetEpisode.Steps(
              NpyArray.of(
                  "<f4", List.of(first.count(), 9), new byte[first.count() * 9 * Float.BYTES]),
              Optional.empty(),
              first.steps().reward(),
              first.steps().success());
      SetEpisode other =
          new SetEpisode(
              first.identity(), wide, first.observation(), first.images(), Optional.empty());
      BadInputException refused = assertThrows(BadInputException.class, () -> set.add(other));
      assertTrue(refused.getMessage().contains("action[9]"), refused.getMessage());
    }
    assertEquals(Map.of(), files(out));
    Files.createDirectories(out.resolve("meta"));
    assertThrows(BadInputException.class, () -> new LeRobotSet(out, PNG));
    assertFalse(Files.exists(out.resolve("data")));
  }
}
