package org.workcell.formats.lerobot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.formats.parquet.Column;
import org.workcell.formats.parquet.ColumnValues;
import org.workcell.formats.parquet.ParquetFile;

/** {@code meta/episodes}: one row for each episode, with its place and its statistics. */
final class EpisodeTable {

  private final Map<String, ColumnValues> columns = new LinkedHashMap<>();
  private int count;

  /** How many episodes there are. */
  int count() {
    return count;
  }

  /**
   * Adds a row.
   *
   * @param firstFrame index of its first frame in the set
   * @param file where its frames lie
   * @param places where its videos lie, by feature
   * @param statistics of its frames, by feature
   */
  void add(
      FrameValues episode,
      long firstFrame,
      FileCount.Number file,
      Map<String, VideoTrack.Place> places,
      Map<String, Statistics> statistics) {
    number("episode_index", count);
    column(Column.list("tasks", Column.Type.TEXT, 1)).add(episode.identity().instruction());
    number("length", episode.count());
    number("data/chunk_index", file.chunk());
    number("data/file_index", file.file());
    number("dataset_from_index", firstFrame);
    number("dataset_to_index", firstFrame + episode.count());
    places.forEach(
        (key, place) -> {
          String prefix = "videos/%s/".formatted(key);
          number(prefix + "chunk_index", place.file().chunk());
          number(prefix + "file_index", place.file().file());
          real(prefix + "from_timestamp", place.fromSeconds());
          real(prefix + "to_timestamp", place.toSeconds());
        });
    statistics.forEach(this::add);
    number("meta/episodes/chunk_index", 0);
    number("meta/episodes/file_index", 0);
    count++;
  }

  private void add(String key, Statistics of) {
    String prefix = "stats/%s/".formatted(key);
    of.values()
        .forEach(
            (name, values) ->
                column(Column.list(prefix + name, Column.Type.DOUBLE, of.shape().size()))
                    .addRow(values, of.shape()));
    column(Column.list(prefix + "count", Column.Type.INT64, 1))
        .addRow(new double[] {of.count()}, List.of(1));
  }

  private void number(String name, long value) {
    column(Column.of(name, Column.Type.INT64)).add(value);
  }

  private void real(String name, double value) {
    column(Column.of(name, Column.Type.DOUBLE)).add(value);
  }

  private ColumnValues column(Column column) {
    return columns.computeIfAbsent(column.name(), name -> new ColumnValues(column));
  }

  void write(Path path) throws IOException {
    List<ColumnValues> values = new ArrayList<>(columns.values());
    try (ParquetFile file =
        new ParquetFile(path, values.stream().map(ColumnValues::column).toList())) {
      file.addRowGroup(values);
      file.finish(Map.of());
    }
  }
}
