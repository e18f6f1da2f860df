package org.workcell.formats.lerobot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogFormat;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RawLog;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.files.BadInputException;

/**
 * Sets in the layouts that LeRobot has written, made by pandas; see {@code
 * src/test/python/make_lerobot.py}.
 */
class LeRobotFormatTest {

  private static final LeRobotFormat FORMAT = new LeRobotFormat();

  @TempDir Path folder;

  private static Path fixture(String name) {
    try {
      return Path.of(LeRobotFormatTest.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path copy(String name) throws IOException {
    Path from = fixture(name);
    Path to = folder.resolve(name);
    try (Stream<Path> files = Files.walk(from).sorted(Comparator.naturalOrder())) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  @BeforeEach
  void theServiceIsFound() {
    assertTrue(
        ServiceLoader.load(LogFormat.class).stream()
            .anyMatch(each -> each.type().equals(LeRobotFormat.class)));
  }

  @ParameterizedTest
  @CsvSource({
    "v20, 'episodes.jsonl and a file for each episode, as in v2.0 and v2.1'",
    "v21, 'episodes.jsonl and a file for each episode, as in v2.0 and v2.1'",
    "v30, 'tables of episodes, as in v3.0'",
    "v30_lines, 'column episode_index of all tables'"
  })
  void everyEpisodeIsALog(String name, String layout) throws IOException {
    Path set = fixture(name);
    assertTrue(FORMAT.recognises(set));
    List<RawLog> logs = FORMAT.read(set);
    assertEquals(3, logs.size());
    for (int episode = 0; episode < 3; episode++) {
      RawLog log = logs.get(episode);
      assertEquals("episode_%06d".formatted(episode), log.name());
      assertEquals(4 + episode, log.rows());
      assertEquals(30, log.constants().get("fps"));
      assertEquals("so101", log.texts().get("robot_type"));
      assertEquals(layout, log.texts().get("layout"));
      assertTrue(log.texts().get("clock").startsWith("nominal"), log.texts().get("clock"));
      assertTrue(log.texts().get("units").startsWith("not declared"));
      assertTrue(log.texts().get("not_read").contains("observation.images.front: video"));
      for (int frame = 0; frame < log.rows(); frame++) {
        assertEquals(episode * 10 + frame, log.columns().get("action[0]")[frame]);
        assertEquals(-frame, log.columns().get("action[1]")[frame]);
        assertEquals(frame / 4.0, log.columns().get("observation.state[1]")[frame]);
        assertEquals((float) (frame / 30.0), log.columns().get("timestamp")[frame]);
        assertEquals(frame, log.columns().get("frame_index")[frame]);
      }
      assertEquals("[\"pan\",\"lift\"]", log.texts().get("action.names"));
      assertEquals("[\"pan\",\"lift\"]", log.texts().get("observation.state.names"));
    }
  }

  @Test
  void foldersThatAreNoSetsAreNotRecognised() {
    assertFalse(FORMAT.recognises(folder));
  }

  @ParameterizedTest
  @CsvSource({
    "../../elsewhere/file.parquet",
    "/etc/passwd",
    "data/../../secret.parquet",
    "data/{user}.parquet",
    "."
  })
  void pathsThatLeaveTheSetAreRefused(String path) throws IOException {
    Path set = copy("v30");
    Path info = set.resolve("meta/info.json");
    Files.writeString(
        info,
        Files.readString(info)
            .replaceAll("\"data_path\": \"[^\"]*\"", "\"data_path\": \"" + path + "\""));
    BadInputException refused = assertThrows(BadInputException.class, () -> FORMAT.read(set));
    assertTrue(
        refused.getMessage().contains("not in the set")
            || refused.getMessage().contains("has the field 'user'"),
        refused.getMessage());
  }

  @Test
  void setsThatAreNotWholeAreRefused() throws IOException {
    Path set = copy("v30");
    Path data = set.resolve("data/chunk-000/file-000.parquet");
    Files.copy(
        fixture("v21").resolve("data/chunk-000/episode_000000.parquet"),
        data,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertRefused(set, "episode 1 claims 5 frames, and '%s' has 0 of it".formatted(data));
    Files.delete(data);
    assertRefused(set, "is not a file; give a Parquet file");
    Files.writeString(set.resolve("meta/info.json"), "{\"fps\": 30");
    assertRefused(set, "is not sound JSON");
    Files.writeString(set.resolve("meta/info.json"), "[]");
    assertRefused(set, "is no JSON object");

    Path lines = copy("v21");
    Files.writeString(lines.resolve("meta/episodes.jsonl"), "{\"episode_index\": -1}\n");
    assertRefused(lines, "without a number from 0");
    Files.writeString(
        lines.resolve("meta/episodes.jsonl"), "{\"episode_index\": 0, \"length\": 40}\n");
    assertRefused(lines, "episode 0 claims 40 frames");
    Files.createDirectories(folder.resolve("none/meta"));
    Files.writeString(folder.resolve("none/meta/info.json"), "{}");
    assertRefused(folder.resolve("none"), "has no episodes");
  }

  private static void assertRefused(Path set, String reason) {
    BadInputException refused = assertThrows(BadInputException.class, () -> FORMAT.read(set));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  private static RobotLog log(String name, int rows) {
    LogMeta meta =
        new LogMeta(
            name,
            "arm",
            List.of("a", "b"),
            CommandKind.POSITION,
            50,
            LogClock.MEASURED,
            Map.of(),
            "f",
            "");
    double[] times = new double[rows];
    double[] positions = new double[2 * rows];
    double[] commands = new double[2 * rows];
    double[] torques = new double[2 * rows];
    for (int i = 0; i < 2 * rows; i++) {
      times[i / 2] = i / 2 * 0.02 + (i / 2 % 2) * 1e-4;
      positions[i] = Math.sin(i);
      commands[i] = Math.cos(i);
      torques[i] = i == 3 ? Double.NaN : i / 3.0;
    }
    return RobotLog.builder(meta, times)
        .with(Quantity.POSITION, positions)
        .with(Quantity.COMMAND, commands)
        .with(Quantity.TORQUE, torques)
        .build();
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void logsThatWereWrittenAreReadAgain(boolean keepsFloat64) throws IOException {
    List<RobotLog> logs = List.of(log("first", 7), log("second", 4));
    LeRobotLogs.write(
        folder.resolve("set"), logs, new LeRobotOptions(false, keepsFloat64, Optional.of("arm")));
    List<RawLog> read = FORMAT.read(folder.resolve("set"));
    assertEquals(2, read.size());
    for (int i = 0; i < 2; i++) {
      RobotLog log = logs.get(i);
      RawLog raw = read.get(i);
      assertEquals(log.meta().name(), raw.texts().get("task"));
      assertEquals("arm", raw.texts().get("robot_type"));
      assertEquals(50, raw.constants().get("fps"));
      assertEquals("[\"a\",\"b\"]", raw.texts().get("observation.state.names"));
      assertArrayEquals(log.timesSeconds(), raw.columns().get("log_time"));
      Map<String, Quantity> columns =
          Map.of(
              "observation.state", Quantity.POSITION,
              "action", Quantity.COMMAND,
              "observation.tau", Quantity.TORQUE);
      columns.forEach(
          (column, quantity) -> {
            for (int joint = 0; joint < 2; joint++) {
              double[] expected = log.column(quantity, joint);
              for (int row = 0; row < expected.length && !keepsFloat64; row++) {
                expected[row] = (float) expected[row];
              }
              assertArrayEquals(expected, raw.columns().get("%s[%d]".formatted(column, joint)));
            }
          });
    }
    assertFalse(Files.readString(folder.resolve("set/meta/stats.json")).contains("NaN"));
  }

  @Test
  void logsThatDifferMakeNoSet() {
    RobotLog log = log("first", 3);
    RobotLog other = RobotLog.builder(log.meta(), 0, 1).with(Quantity.POSITION, 1, 2, 3, 4).build();
    LeRobotOptions options = new LeRobotOptions(false, false, Optional.empty());
    assertThrows(
        BadInputException.class,
        () -> LeRobotLogs.write(folder.resolve("set"), List.of(log, other), options));
    assertThrows(
        BadInputException.class,
        () -> LeRobotLogs.write(folder.resolve("set"), List.of(), options));
    assertThrows(
        BadInputException.class,
        () -> LeRobotLogs.write(folder.resolve("set"), List.of(log.rows(0, 0)), options));
  }
}
