package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.records.Json;

/**
 * Logs of other formats by the command line: imported, judged, written again. The files were made
 * by the formats' own libraries; see {@code dataset-formats/src/test}.
 */
class LogFormatsTest {

  private static final Path FILES =
      Path.of("../dataset-formats/src/test/resources/org/workcell/formats");

  private static final double DEGREE = Math.PI / 180;

  private static final String LEROBOT =
      """
      map: 1
      joints: [pan, lift]
      time: {column: timestamp, unit: s, rate_hz: 30, clock: nominal}
      position: {columns: "observation.state[0..1]", unit: deg}
      command: {kind: position, columns: "action[0..1]", unit: deg}
      """;

  private static final String ROBOMIMIC =
      """
      map: 1
      joints: {name: "joint_{i}", count_of: "obs/robot0_joint_pos"}
      time: {column: "states[0]", unit: s}
      position: {columns: "obs/robot0_joint_pos[0..6]", unit: mrad}
      command: {kind: torque, columns: "actions[0..6]", unit: N m}
      """;

  private static final String MCAP =
      """
      map: 1
      joints: [pan, lift]
      time: {column: /joint_states/log_time, unit: s}
      position: {columns: "/joint_states/position[0..1]", unit: mrad}
      velocity: {columns: "/joint_states/velocity[0..1]", unit: rad/s}
      """;

  @TempDir private Path folder;

  private Path map(String text) throws IOException {
    return Files.writeString(folder.resolve("map.yaml"), text);
  }

  private List<RobotLog> imported(Path from, String map) throws IOException {
    Path out = folder.resolve("logs");
    Invocation run = Invocation.of("sim2real", "import", from, "--map", map(map), "--out", out);
    assertEquals(ExitStatus.OK, run.status(), run.err());
    return LogFolder.open(out).readAll();
  }

  /** What the command says of the imported logs, by log. */
  private JsonNode verdicts() throws IOException {
    Invocation run = Invocation.of("sim2real", "validate", folder.resolve("logs"), "--json");
    assertTrue(run.status() <= ExitStatus.TARGET_MISSED, run.err());
    return Json.mapper().readTree(run.out());
  }

  private static void assertColumn(double[] expected, RobotLog log, Quantity quantity, int joint) {
    assertArrayEquals(expected, log.column(quantity, joint), 1e-9);
  }

  private static double[] rows(int count, IntToDoubleFunction value) {
    return IntStream.range(0, count).mapToDouble(value).toArray();
  }

  @ParameterizedTest
  @CsvSource({"v20", "v21", "v30", "v30_lines"})
  void leRobotInAllItsLayouts(String layout) throws IOException {
    List<RobotLog> logs = imported(FILES.resolve("lerobot").resolve(layout), LEROBOT);
    assertEquals(3, logs.size());
    for (int episode = 0; episode < 3; episode++) {
      RobotLog log = logs.get(episode);
      int number = episode;
      assertEquals(4 + episode, log.rows());
      assertEquals(List.of("pan", "lift"), log.meta().jointNames());
      assertEquals(LogClock.NOMINAL, log.meta().clock());
      assertColumn(rows(log.rows(), row -> DEGREE * row / 4.0), log, Quantity.POSITION, 1);
      assertColumn(rows(log.rows(), row -> DEGREE * (10 * number + row)), log, Quantity.COMMAND, 0);
    }
    assertEquals(3, verdicts().size());
  }

  @Test
  void hdf5OfRobomimic() throws IOException {
    List<RobotLog> logs = imported(FILES.resolve("hdf5/robomimic.hdf5"), ROBOMIMIC);
    assertEquals(2, logs.size());
    for (RobotLog log : logs) {
      int number = log.meta().name().endsWith("demo_2") ? 2 : 10;
      assertArrayEquals(rows(log.rows(), row -> row / 20.0), log.timesSeconds(), 1e-12);
      for (int joint = 0; joint < 7; joint++) {
        int column = joint;
        double[] values = rows(log.rows(), row -> row * 7 + column + number);
        assertColumn(values, log, Quantity.COMMAND, joint);
        assertColumn(
            Arrays.stream(values).map(each -> each / 1000).toArray(),
            log,
            Quantity.POSITION,
            joint);
      }
      assertEquals(CommandKind.TORQUE, log.meta().commandKind());
    }
    assertEquals(2, verdicts().size());
  }

  @ParameterizedTest
  @CsvSource({"plain", "chunks", "zstd", "lz4"})
  void mcapInAllItsCompressions(String name) throws IOException {
    RobotLog log = imported(FILES.resolve("mcap/" + name + ".mcap"), MCAP).get(0);
    assertEquals(20, log.rows());
    assertArrayEquals(rows(20, row -> 0.01 * row), log.timesSeconds(), 1e-9);
    assertColumn(rows(20, row -> row / 1000.0), log, Quantity.POSITION, 0);
    assertColumn(rows(20, row -> -row / 1000.0), log, Quantity.POSITION, 1);
    assertColumn(rows(20, row -> row / 4.0), log, Quantity.VELOCITY, 1);
    assertEquals(1, verdicts().size());
  }

  @Test
  void bagsInSqliteAreRefusedWithWhatConvertsThem() throws IOException {
    Path bag = folder.resolve("bag.db3");
    Files.write(bag, "SQLite format 3\0 and more".getBytes(StandardCharsets.US_ASCII));
    Invocation run =
        Invocation.of(
            "sim2real", "import", bag, "--map", map(MCAP), "--out", folder.resolve("logs"));
    assertEquals(ExitStatus.BAD_INPUT, run.status());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("mcap convert FILE.db3 FILE.mcap"), run.err());
    try (Stream<Path> written = Files.walk(folder.resolve("logs"))) {
      assertFalse(written.anyMatch(Files::isRegularFile));
    }
  }

  private static RobotLog log(String name) {
    return log(name, LogClock.MEASURED);
  }

  private static RobotLog log(String name, LogClock clock) {
    LogMeta meta =
        new LogMeta(
            name,
            "arm",
            List.of("pan", "lift"),
            CommandKind.POSITION,
            30,
            clock,
            Map.of(),
            "f",
            "0".repeat(64));
    return RobotLog.builder(meta, rows(40, row -> row / 30.0))
        .with(Quantity.POSITION, rows(80, at -> Math.sin(0.1 * at)))
        .with(Quantity.COMMAND, rows(80, at -> Math.cos(0.1 * at)))
        .build();
  }

  /** Row numbers are no times of a log's own; a set has them already. */
  @Test
  void aSetOfLogsWithoutTimesHasNoneEither() throws IOException {
    LogFolder.write(folder.resolve("first"), log("a", LogClock.NOMINAL));
    Path set = folder.resolve("set");
    Invocation run =
        Invocation.of(
            "sim2real", "convert", folder.resolve("first"), "--format=lerobot", "--out", set);
    assertEquals(ExitStatus.OK, run.status(), run.err());
    assertFalse(Files.readString(set.resolve("meta/info.json")).contains("log_time"));
    assertEquals(LogClock.NOMINAL, imported(set, LEROBOT).get(0).meta().clock());
  }

  @Test
  void aSetThatWasWrittenIsImportedAgain() throws IOException {
    LogFolder.write(folder.resolve("first"), log("a"));
    LogFolder.write(folder.resolve("first"), log("b"));
    Path set = folder.resolve("set");
    Invocation run =
        Invocation.of(
            "sim2real",
            "convert",
            folder.resolve("first"),
            "--format",
            "lerobot",
            "--float64",
            "--out",
            set);
    assertEquals(ExitStatus.OK, run.status(), run.err());
    assertTrue(run.out().contains("2 episodes, 80 rows"), run.out());
    assertEquals(
        "arm",
        Json.mapper().readTree(set.resolve("meta/info.json").toFile()).path("robot_type").asText());
    List<RobotLog> again =
        imported(
            set, LEROBOT.replace("deg", "rad").replace("column: timestamp", "column: log_time"));
    assertEquals(2, again.size());
    for (RobotLog log : again) {
      assertArrayEquals(log("a").timesSeconds(), log.timesSeconds());
      assertArrayEquals(log("a").values(Quantity.POSITION), log.values(Quantity.POSITION));
      assertArrayEquals(log("a").values(Quantity.COMMAND), log.values(Quantity.COMMAND));
    }
    Invocation second =
        Invocation.of(
            "sim2real", "convert", folder.resolve("first"), "--format=lerobot", "--out", set);
    assertEquals(ExitStatus.BAD_INPUT, second.status(), "a set is never written over");
  }
}
