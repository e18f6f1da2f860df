package org.workcell.formats.lerobot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.workcell.datasets.records.Json;
import org.workcell.formats.lerobot.EpisodePlace.By;
import org.workcell.formats.parquet.ColumnRows;
import org.workcell.formats.parquet.ParquetInput;
import org.workcell.sim.files.BadInputException;

/**
 * Finds the episodes of a set by what exists, whatever version it claims: tables of episodes as in
 * v3.0, else {@code episodes.jsonl} with a file for each episode as in v2.0 and v2.1, else the
 * column {@code episode_index} of all tables.
 */
final class EpisodePlaces {

  private static final int MOST_FILES = 100_000;
  private static final int MOST_EPISODES = 1_000_000;
  private static final long MOST_LINES_BYTES = 1L << 28;
  private static final String V2_PATH =
      "data/chunk-{episode_chunk:03d}/episode_{episode_index:06d}.parquet";
  private static final String V3_PATH =
      "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet";

  private final SetInfo info;
  private String layout;

  EpisodePlaces(SetInfo info) {
    this.info = info;
  }

  /** How the episodes were found, in words; known after {@link #find}. */
  String layout() {
    return layout;
  }

  List<EpisodePlace> find() throws IOException {
    List<Path> tables = tables("meta/episodes");
    if (!tables.isEmpty()) {
      layout = "tables of episodes, as in v3.0";
      return ofTables(tables);
    }
    Path lines = info.root().resolve("meta/episodes.jsonl");
    if (Files.isRegularFile(lines)) {
      List<EpisodePlace> places = ofLines(lines);
      if (!places.isEmpty() && Files.isRegularFile(places.get(0).file())) {
        layout = "episodes.jsonl and a file for each episode, as in v2.0 and v2.1";
        return places;
      }
    }
    layout = "column episode_index of all tables";
    return ofColumns();
  }

  private List<Path> tables(String folder) throws IOException {
    Path top = info.root().resolve(folder);
    if (!Files.isDirectory(top)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(top, 3)) {
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(".parquet") && Files.isRegularFile(file))
              .limit(MOST_FILES + 1L)
              .sorted()
              .toList();
      if (found.size() > MOST_FILES) {
        throw new BadInputException(
            "'%s' holds more than %d files; give a part of the set".formatted(top, MOST_FILES));
      }
      return found;
    }
  }

  private List<EpisodePlace> ofTables(List<Path> tables) {
    List<EpisodePlace> all = new ArrayList<>();
    for (Path table : tables) {
      try (ParquetInput input = ParquetInput.open(table)) {
        Map<String, ColumnRows> columns = new HashMap<>();
        for (String name :
            List.of(
                "episode_index",
                "length",
                "data/chunk_index",
                "data/file_index",
                "dataset_from_index",
                "dataset_to_index")) {
          columns.put(name, input.read(name));
        }
        ColumnRows tasks = input.has("tasks") ? input.read("tasks") : null;
        for (int row = 0; row < input.rows(); row++) {
          all.add(place(columns, row, tasks == null ? "" : task(tasks, row)));
        }
      }
      requireFewer(all.size());
    }
    return all;
  }

  private void requireFewer(int episodes) {
    if (episodes > MOST_EPISODES) {
      throw new BadInputException(
          "'%s' claims more than %d episodes; give a part of the set"
              .formatted(info.root(), MOST_EPISODES));
    }
  }

  private EpisodePlace place(Map<String, ColumnRows> columns, int row, String task) {
    long from = number(columns, "dataset_from_index", row);
    long to = number(columns, "dataset_to_index", row);
    Map<String, Long> values =
        Map.of(
            "chunk_index", number(columns, "data/chunk_index", row),
            "file_index", number(columns, "data/file_index", row));
    Path file = info.file(info.dataPath().orElse(V3_PATH), values);
    long index = number(columns, "episode_index", row);
    return new EpisodePlace(index, number(columns, "length", row), task, file, By.INDEX, from, to);
  }

  private long number(Map<String, ColumnRows> columns, String name, int row) {
    ColumnRows column = columns.get(name);
    double value = column.length(row) == 1 ? column.number(row, 0) : Double.NaN;
    if (!(value >= 0 && value < 1L << 53)) {
      throw new BadInputException(
          "row %d of the episodes of '%s' has %s in '%s'; expected a number from 0"
              .formatted(row, info.root(), value, name));
    }
    return (long) value;
  }

  private static String task(ColumnRows tasks, int row) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < tasks.length(row); i++) {
      all.add(String.valueOf(tasks.text(row, i)));
    }
    return String.join("; ", all);
  }

  private List<EpisodePlace> ofLines(Path lines) throws IOException {
    if (Files.size(lines) > MOST_LINES_BYTES) {
      throw new BadInputException(
          "'%s' has %d bytes; %d are read at most"
              .formatted(lines, Files.size(lines), MOST_LINES_BYTES));
    }
    List<EpisodePlace> all = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(lines)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          all.add(place(Json.mapper().readTree(line), lines));
          requireFewer(all.size());
        }
      }
    } catch (JsonProcessingException | java.nio.charset.CharacterCodingException e) {
      throw new BadInputException(
          "line %d of '%s' is not sound JSON (%s)".formatted(all.size() + 1, lines, e.getMessage()),
          e);
    }
    return all;
  }

  private EpisodePlace place(JsonNode line, Path lines) {
    JsonNode index = line.path("episode_index");
    JsonNode length = line.path("length");
    if (!index.isIntegralNumber() || index.asLong() < 0 || length.asLong(0) < 0) {
      throw new BadInputException(
          "'%s' has an episode without a number from 0 and a length: %s"
              .formatted(
                  lines, line.toString().substring(0, Math.min(80, line.toString().length()))));
    }
    List<String> tasks = new ArrayList<>();
    line.path("tasks").forEach(task -> tasks.add(task.asText()));
    long number = index.asLong();
    String template =
        info.dataPath().filter(path -> path.contains("{episode_index")).orElse(V2_PATH);
    Path file =
        info.file(
            template,
            Map.of("episode_chunk", number / info.chunkEpisodes(), "episode_index", number));
    return new EpisodePlace(
        number, length.asLong(-1), String.join("; ", tasks), file, By.FILE, 0, 0);
  }

  private List<EpisodePlace> ofColumns() throws IOException {
    Map<Long, EpisodePlace> all = new TreeMap<>();
    for (Path file : tables("data")) {
      try (ParquetInput input = ParquetInput.open(file)) {
        ColumnRows indices = input.read(By.EPISODE.column());
        for (int row = 0; row < indices.rows(); row++) {
          long index = indices.length(row) == 1 ? (long) indices.number(row, 0) : -1;
          EpisodePlace place =
              all.computeIfAbsent(
                  index, each -> new EpisodePlace(each, -1, "", file, By.EPISODE, each, each + 1));
          if (!place.file().equals(file)) {
            throw new BadInputException(
                "episode %d of '%s' lies in two files".formatted(index, info.root()));
          }
          requireFewer(all.size());
        }
      }
    }
    if (all.isEmpty()) {
      throw new BadInputException(
          "'%s' has no episodes: neither meta/episodes, meta/episodes.jsonl nor tables in data"
              .formatted(info.root()));
    }
    return List.copyOf(all.values());
  }
}
