package org.workcell.formats.lerobot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.records.Json;
import org.workcell.formats.Images;
import org.workcell.formats.SetEpisode;
import org.workcell.formats.SetFolder;
import org.workcell.formats.SetWriter;
import org.workcell.formats.parquet.Column;
import org.workcell.formats.parquet.ColumnValues;
import org.workcell.formats.parquet.ParquetFile;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.video.VideoEncoder;

/**
 * Writes a data set of LeRobot, format v3.0: tables of frames and of episodes, videos, and
 * statistics. All episodes have the same features and the same rate. The tasks are the instructions
 * in words.
 */
public final class LeRobotSet implements SetWriter {

  /** What lies at the top of a set. */
  public static final List<String> NAMES = List.of("meta", "data", "videos");

  static final int CHUNK_FILES = 1000;
  static final long MEGABYTE = 1 << 20;
  static final int DATA_FILE_MEGABYTES = 100;
  static final int VIDEO_FILE_MEGABYTES = 200;

  private final SetFolder folder;
  private final LeRobotOptions options;
  private final FileCount dataFiles = new FileCount();
  private final EpisodeTable episodes = new EpisodeTable();
  private final Map<String, Integer> tasks = new LinkedHashMap<>();
  private final Map<String, NumberStatistics> numbers = new LinkedHashMap<>();
  private final Map<String, ImageStatistics> images = new LinkedHashMap<>();
  private final Map<String, VideoTrack> videos = new LinkedHashMap<>();
  private List<Feature> features;
  private double controlPeriodSeconds;
  private double framesPerSecond;
  private ParquetFile data;
  private long frames;

  /**
   * Starts a set.
   *
   * @param out where it is to lie; may hold other things
   * @throws BadInputException if it holds a set already
   */
  public LeRobotSet(Path out, LeRobotOptions options) {
    this.options = options;
    this.folder = new SetFolder(out, NAMES);
  }

  /**
   * Appends an episode.
   *
   * @throws BadInputException if its features or its rate are not those of the first one
   * @throws org.workcell.sim.engine.MissingLibraryException if it has images, which are to become
   *     videos, and there is no ffmpeg
   */
  @Override
  public void add(SetEpisode episode) throws IOException {
    add(new FrameValues(episode));
  }

  void add(FrameValues values) throws IOException {
    List<Feature> found = values.features(options);
    if (features == null) {
      start(found, values.identity());
    }
    requireSame(found, values.identity());
    int task = tasks.computeIfAbsent(values.identity().instruction(), each -> tasks.size());
    if (data == null) {
      data =
          new ParquetFile(
              folder.file("data/%s.parquet".formatted(dataFiles.current().path())), columns());
    }
    Map<String, Statistics> statistics = new LinkedHashMap<>();
    Map<String, VideoTrack.Place> places = new LinkedHashMap<>();
    List<ColumnValues> rows = new ArrayList<>();
    for (Feature feature : features) {
      if (feature.isImage()) {
        ImageStatistics own = new ImageStatistics();
        Images all = values.images().get(feature.key());
        if (feature.isVideo()) {
          places.put(feature.key(), videos.get(feature.key()).add(all, values.count(), own));
        } else {
          rows.addAll(images(feature, all, values.count(), own));
        }
        images.get(feature.key()).add(own);
        statistics.put(feature.key(), own.get());
      } else {
        NumberStatistics own = new NumberStatistics(feature.size());
        rows.add(numbers(feature, values, task, own));
        statistics.put(feature.key(), own.get());
      }
    }
    data.addRowGroup(rows);
    episodes.add(values, frames, dataFiles.current(), places, statistics);
    frames += values.count();
    if (data.bytes() >= DATA_FILE_MEGABYTES * MEGABYTE) {
      endData();
    }
  }

  private void start(List<Feature> found, SetEpisode.Identity identity) {
    if (found.stream().anyMatch(Feature::isVideo)) {
      VideoEncoder.require();
    }
    features = found;
    controlPeriodSeconds = identity.controlPeriodSeconds();
    double rate = 1 / controlPeriodSeconds;
    // Periods are decimals: 0.0125 s is meant as 80 frames a second.
    framesPerSecond = Math.abs(rate - Math.rint(rate)) < 1e-9 * rate ? Math.rint(rate) : rate;
    for (Feature feature : found) {
      if (feature.isVideo()) {
        videos.put(feature.key(), new VideoTrack(folder, feature.key(), framesPerSecond));
      }
      if (feature.isImage()) {
        images.put(feature.key(), new ImageStatistics());
      } else {
        numbers.put(feature.key(), new NumberStatistics(feature.size()));
      }
    }
  }

  private void requireSame(List<Feature> found, SetEpisode.Identity identity) {
    if (!found.equals(features) || identity.controlPeriodSeconds() != controlPeriodSeconds) {
      throw new BadInputException(
          ("a LeRobot set has the same features and rate throughout; %s has %s at %s s, the first"
                  + " episode %s at %s s; write a set for each")
              .formatted(
                  identity.task(),
                  shapes(found),
                  identity.controlPeriodSeconds(),
                  shapes(features),
                  controlPeriodSeconds));
    }
  }

  private static String shapes(List<Feature> all) {
    return all.stream()
        .filter(each -> each.names() != null)
        .map(each -> each.key() + each.shape())
        .toList()
        .toString();
  }

  private List<Column> columns() {
    return features.stream().flatMap(each -> each.columns().stream()).toList();
  }

  private static List<ColumnValues> images(
      Feature feature, Images all, int count, ImageStatistics statistics) {
    ColumnValues bytes = new ColumnValues(feature.columns().get(0));
    ColumnValues paths = new ColumnValues(feature.columns().get(1));
    for (int step = 0; step < count; step++) {
      byte[] rgb = all.frames().rgb(step);
      statistics.add(rgb);
      bytes.add(
          org.workcell.sim.rendering.PngFile.encode(
              all.widthPixels(), all.heightPixels(), java.nio.ByteBuffer.wrap(rgb)));
      paths.add("frame-%06d.png".formatted(step));
    }
    return List.of(bytes, paths);
  }

  private ColumnValues numbers(
      Feature feature, FrameValues values, int task, NumberStatistics own) {
    ColumnValues column = new ColumnValues(feature.columns().get(0));
    NpyArray array = values.numbers().get(feature.key());
    for (int step = 0; step < values.count(); step++) {
      double[] row =
          array == null ? new double[] {number(feature.key(), task, step)} : array.row(step);
      if (feature.dtype().equals("float32")) {
        for (int i = 0; i < row.length; i++) {
          row[i] = (float) row[i];
        }
      }
      own.add(row);
      numbers.get(feature.key()).add(row);
      column.addRow(row, row.length == 1 ? List.of() : List.of(row.length));
    }
    return column;
  }

  private double number(String key, int task, int step) {
    return switch (key) {
      case "timestamp" -> step / framesPerSecond;
      case "frame_index" -> step;
      case "episode_index" -> episodes.count();
      case "index" -> frames + step;
      case "task_index" -> task;
      default -> throw new IllegalStateException("feature '%s' has no values".formatted(key));
    };
  }

  private void endData() throws IOException {
    if (data != null) {
      Map<String, Object> columns = new LinkedHashMap<>();
      features.stream()
          .filter(each -> !each.isVideo())
          .forEach(each -> columns.put(each.key(), each.toHuggingFace()));
      String json = Json.mapper().writeValueAsString(Map.of("info", Map.of("features", columns)));
      data.finish(Map.of("huggingface", json));
      data = null;
      dataFiles.next();
    }
  }

  @Override
  public void finish() throws IOException {
    if (features == null) {
      throw new BadInputException("there is no episode to write");
    }
    endData();
    videos.values().forEach(VideoTrack::finish);
    episodes.write(folder.file("meta/episodes/chunk-000/file-000.parquet"));
    TaskTable.write(folder.file("meta/tasks.parquet"), List.copyOf(tasks.keySet()));
    writeJson("meta/stats.json", statistics());
    writeJson("meta/info.json", info());
    folder.finish();
  }

  private Map<String, Object> statistics() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Feature feature : features) {
      Statistics.Collector collected =
          feature.isImage() ? images.get(feature.key()) : numbers.get(feature.key());
      all.put(feature.key(), collected.get().toJson());
    }
    return all;
  }

  private Map<String, Object> info() {
    Number rate =
        framesPerSecond == Math.rint(framesPerSecond)
            ? (Number) (long) framesPerSecond
            : (Number) framesPerSecond;
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("codebase_version", "v3.0");
    json.put("robot_type", options.robotType().orElse(null));
    json.put("total_episodes", episodes.count());
    json.put("total_frames", frames);
    json.put("total_tasks", tasks.size());
    json.put("chunks_size", CHUNK_FILES);
    json.put("data_files_size_in_mb", DATA_FILE_MEGABYTES);
    json.put("video_files_size_in_mb", VIDEO_FILE_MEGABYTES);
    json.put("fps", rate);
    json.put("splits", Map.of("train", "0:" + episodes.count()));
    json.put("data_path", "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet");
    json.put(
        "video_path",
        videos.isEmpty()
            ? null
            : "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4");
    Map<String, Object> described = new LinkedHashMap<>();
    features.forEach(each -> described.put(each.key(), each.toJson(rate)));
    json.put("features", described);
    return json;
  }

  private void writeJson(String path, Map<String, Object> json) throws IOException {
    Files.write(folder.file(path), Json.pretty(json).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    videos.values().forEach(VideoTrack::close);
    if (data != null) {
      data.close();
    }
    folder.close();
  }
}
