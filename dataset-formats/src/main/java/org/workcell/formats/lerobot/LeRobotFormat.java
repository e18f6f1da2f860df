package org.workcell.formats.lerobot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.logs.LogFormat;
import org.workcell.datasets.logs.RawLog;
import org.workcell.formats.lerobot.EpisodePlace.By;
import org.workcell.formats.logs.LogColumns;
import org.workcell.formats.logs.NumberBudget;
import org.workcell.formats.parquet.ColumnRows;
import org.workcell.formats.parquet.ParquetInput;
import org.workcell.sim.files.BadInputException;

/**
 * Reads data sets of LeRobot v2.0, v2.1 and v3.0 as robot logs, one for each episode: all numbers
 * of the tables; no images. Units are not declared in such sets, and none is guessed.
 */
public final class LeRobotFormat implements LogFormat {

  private static final String TIMESTAMP = "timestamp";

  /** For {@link java.util.ServiceLoader}. */
  public LeRobotFormat() {}

  @Override
  public String name() {
    return "lerobot";
  }

  @Override
  public String description() {
    return "folder of a LeRobot data set, v2.0, v2.1 or v3.0: a log for each episode";
  }

  @Override
  public boolean recognises(Path path) {
    return Files.isRegularFile(path.resolve(SetInfo.PATH));
  }

  @Override
  public List<RawLog> read(Path path) throws IOException {
    SetInfo info = SetInfo.read(path);
    EpisodePlaces places = new EpisodePlaces(info);
    NumberBudget budget = new NumberBudget();
    Map<Path, List<EpisodePlace>> byFile = new LinkedHashMap<>();
    for (EpisodePlace place : places.find()) {
      byFile.computeIfAbsent(place.file(), file -> new ArrayList<>()).add(place);
    }
    List<RawLog> logs = new ArrayList<>();
    byFile.forEach((file, episodes) -> logs.addAll(read(file, episodes, info, places, budget)));
    return logs;
  }

  private static List<RawLog> read(
      Path file,
      List<EpisodePlace> episodes,
      SetInfo info,
      EpisodePlaces places,
      NumberBudget budget) {
    try (ParquetInput input = ParquetInput.open(file)) {
      List<EpisodePlace.Rows> rows = rows(input, episodes);
      List<LogColumns> logs = new ArrayList<>();
      for (EpisodePlace episode : episodes) {
        logs.add(start(episode, info, places.layout(), budget));
      }
      for (String column : input.numberColumns()) {
        addColumn(input, column, info, rows, logs);
      }
      return logs.stream().map(LogColumns::get).toList();
    }
  }

  private static List<EpisodePlace.Rows> rows(ParquetInput input, List<EpisodePlace> episodes) {
    Map<By, ColumnRows> keys = new LinkedHashMap<>();
    List<EpisodePlace.Rows> all = new ArrayList<>();
    for (EpisodePlace episode : episodes) {
      ColumnRows key =
          episode.by() == By.FILE
              ? null
              : keys.computeIfAbsent(episode.by(), by -> ascending(input, by.column()));
      all.add(episode.rows(key, input.rows()));
    }
    return all;
  }

  private static ColumnRows ascending(ParquetInput input, String column) {
    ColumnRows keys = input.read(column);
    for (int row = 0; row < keys.rows(); row++) {
      if (keys.length(row) != 1
          || !(keys.number(row, 0) >= (row == 0 ? 0 : keys.number(row - 1, 0)))) {
        throw new BadInputException(
            "column '%s' of '%s' does not ascend from 0 at row %d, so episodes cannot be told apart"
                .formatted(column, input.path(), row));
      }
    }
    return keys;
  }

  private static LogColumns start(
      EpisodePlace episode, SetInfo info, String layout, NumberBudget budget) {
    LogColumns log =
        new LogColumns("episode_%06d".formatted(episode.index()), episode.file(), budget)
            .constant("episode_index", episode.index())
            .text("codebase_version", info.version())
            .text("layout", layout)
            .text("task", episode.task())
            .text(
                LogColumns.UNITS,
                "not declared by LeRobot; often degrees or a normalised range such as -100..100,"
                    + " grippers 0..100: state unit and scale in the mapping")
            .text(
                LogColumns.CLOCK,
                "nominal: %s is the frame's number divided by fps, so jitter and gaps cannot be seen"
                    .formatted(TIMESTAMP));
    info.robotType().ifPresent(robot -> log.text("robot_type", robot));
    info.framesPerSecond()
        .ifPresent(rate -> log.constant("fps", rate).text("fps", String.valueOf(rate)));
    info.images().forEach((name, type) -> log.leftOut(name, type));
    return log;
  }

  private static void addColumn(
      ParquetInput input,
      String column,
      SetInfo info,
      List<EpisodePlace.Rows> rows,
      List<LogColumns> logs) {
    ColumnRows values = input.read(column);
    int width = input.isList(column) ? values.commonLength() : -1;
    for (int i = 0; i < logs.size(); i++) {
      EpisodePlace.Rows own = rows.get(i);
      if (width == 0) {
        logs.get(i).leftOut(column, "lists of different lengths");
        continue;
      }
      logs.get(i)
          .add(
              column,
              own.count(),
              width,
              (row, component) -> values.number(own.first() + row, component));
      List<String> names = info.names(column, Math.abs(width));
      if (!names.isEmpty()) {
        logs.get(i).names(column, names);
      }
    }
  }
}
