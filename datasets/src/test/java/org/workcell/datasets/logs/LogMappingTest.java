package org.workcell.datasets.logs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.files.BadInputException;

class LogMappingTest {

  private static final double NAN = Double.NaN;
  private static final String HEAD = "map: 1\njoints: [a]\ntime: {column: t, unit: s}\n";

  private final Map<String, double[]> columns = new LinkedHashMap<>();
  private final Map<String, Double> constants = new LinkedHashMap<>();

  private LogMapping.Mapped map(String yaml) {
    RawLog raw =
        new RawLog("run 1", Path.of("x", "run 1.csv"), columns, constants, Map.of("motor", "m3"));
    return LogMapping.of("arm.map.yaml", yaml).apply(raw, "ab");
  }

  private String refusal(String yaml) {
    String message = assertThrows(BadInputException.class, () -> map(yaml)).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private void column(String name, double... values) {
    columns.put(name, values);
  }

  @Test
  void describesALogInSiUnits() {
    column("t", 0, 10, 20);
    column("q[0]", 0, 90, 180);
    column("q[1]", 2048, 3072, 1024);
    column("c[0]", 0, 50, 100);
    column("c[1]", -100, 0, 100);
    column("i", 500, -500, 0);
    column("spare", 1, 2, 3);
    constants.put("kp", 100.0);
    constants.put("length", 80.0);
    LogMapping.Mapped mapped =
        map(
            """
            map: 1
            robot: "bench with {motor}"
            joints: [pan, lift]
            time: {column: t, unit: ms, rate_hz: 100}
            position: {columns: "q[0..1]", unit: [deg, ticks], sign: [-1, 1], offset: [0.5, 0], zero: [0, 2048], per_turn: 4096}
            command: {kind: position, columns: ["c[0]", "c[1]"], unit: [percent, normalized], low: [0, -1], high: [2, 3]}
            current: {columns: [i, "-"], unit: mA}
            constants:
              kp: {from: kp, unit: "1"}
              length: {from: length, unit: mm}
              mass: {value: 0.3, unit: kg}
            """);
    RobotLog log = mapped.log();
    assertEquals("run_1", log.meta().name());
    assertEquals("bench with m3", log.meta().robot());
    assertEquals(List.of("pan", "lift"), log.meta().jointNames());
    assertEquals(CommandKind.POSITION, log.meta().commandKind());
    assertEquals(100, log.meta().nominalRateHz());
    assertEquals(LogClock.MEASURED, log.meta().clock());
    assertEquals(Map.of("kp", 100.0, "length", 0.08, "mass", 0.3), log.meta().constants());
    assertEquals("run 1.csv", log.meta().sourceFile());
    assertArrayEquals(new double[] {0, 0.01, 0.02}, log.timesSeconds());
    double half = Math.PI / 2;
    assertArrayEquals(
        new double[] {0.5, 0.5 - half, 0.5 - Math.PI}, log.column(Quantity.POSITION, 0), 1e-12);
    assertArrayEquals(new double[] {0, half, -half}, log.column(Quantity.POSITION, 1), 1e-12);
    assertArrayEquals(new double[] {0, 1, 2}, log.column(Quantity.COMMAND, 0), 1e-12);
    assertArrayEquals(new double[] {-1, 1, 3}, log.column(Quantity.COMMAND, 1), 1e-12);
    assertArrayEquals(new double[] {0.5, -0.5, 0}, log.column(Quantity.CURRENT, 0), 1e-12);
    assertArrayEquals(new double[] {NAN, NAN, NAN}, log.column(Quantity.CURRENT, 1));
    assertEquals(List.of("spare"), mapped.unused());
  }

  @Test
  void quaternionsSignedCountersAndScales() {
    column("t", 0, 1);
    column("q", 1, 2);
    for (String name : List.of("x", "y", "z", "w")) {
      column(name, name.charAt(0), 1);
    }
    column("load", 3, 65535);
    RobotLog log =
        map(HEAD
                + """
                position: {columns: q, unit: raw, scale: 0.5}
                torque: {columns: load, unit: raw, scale: 0.01, signed_bits: 16}
                tip_quat_wxyz: {columns: [x, y, z, w], unit: xyzw}
                ignore: [none]
                """)
            .log();
    assertArrayEquals(new double[] {0.5, 1}, log.values(Quantity.POSITION));
    assertArrayEquals(new double[] {0.03, -0.01}, log.values(Quantity.TORQUE), 1e-15);
    assertEquals('w', log.value(Quantity.TIP_QUAT_WXYZ, 0, 0));
    assertEquals('x', log.value(Quantity.TIP_QUAT_WXYZ, 0, 1));
  }

  @Test
  void plainUnitsKeepEveryBit() {
    column("t", 0.1, 0.30000000000000004);
    column("q", 0.1 + 0.2, -0.0);
    RobotLog log = map(HEAD + "position: {columns: q, unit: rad}\n").log();
    assertEquals(0.1 + 0.2, log.value(Quantity.POSITION, 0, 0));
    assertEquals(-0.0, log.value(Quantity.POSITION, 1, 0));
    assertEquals(0.30000000000000004, log.timeSeconds(1));
  }

  @Test
  void rowsOutOfOrderAreRefusedOrRepaired() {
    column("t", 0, 2, 1, 3, 3);
    column("q", 10, 12, 11, 13, 14);
    String yaml = HEAD + "position: {columns: q, unit: rad}\n";
    assertTrue(refusal(yaml).contains("goes back from 2.0 s to 1.0 s"));
    LogMapping.Mapped dropped = map(yaml.replace("unit: s", "unit: s, repair: drop"));
    assertArrayEquals(new double[] {10, 12, 13}, dropped.log().values(Quantity.POSITION));
    assertTrue(dropped.notes().get(0).contains("2 of 5 rows were left out"));
    RobotLog sorted = map(yaml.replace("unit: s", "unit: s, repair: sort")).log();
    assertArrayEquals(new double[] {10, 11, 12, 13}, sorted.values(Quantity.POSITION));
    column("t", 0, 1, 2, 2, 3);
    assertTrue(refusal(yaml).contains("repeated rows must go"));
    column("t", 0, 1, NAN, 2, 3);
    assertTrue(refusal(yaml).contains("time of row 2 is NaN"));
  }

  @Test
  void gapsStayOrAreFilled() {
    column("t", 0, 1, 2, 3, 4, 5);
    column("q", 0, NAN, 2, NAN, NAN, 5);
    column("c", NAN, 7, NAN, NAN, 8, NAN);
    String yaml =
        HEAD
            + "position: {columns: q, unit: rad, gaps: interpolate, longest_gap_s: 2}\n"
            + "command: {kind: position, columns: c, unit: rad, gaps: hold}\n";
    RobotLog log = map(yaml).log();
    assertArrayEquals(new double[] {0, 1, 2, NAN, NAN, 5}, log.values(Quantity.POSITION));
    assertArrayEquals(new double[] {NAN, 7, 7, 7, 8, 8}, log.values(Quantity.COMMAND));
    RobotLog some = map(yaml + "rows_of: q\n").log();
    assertArrayEquals(new double[] {0, 2, 5}, some.timesSeconds());
    assertArrayEquals(new double[] {NAN, 7, 8}, some.values(Quantity.COMMAND));
    assertTrue(refusal(yaml.replace(", longest_gap_s: 2", "")).contains("needs 'longest_gap_s'"));
  }

  @Test
  void timesCanBeRowNumbers() {
    column("q", 1, 2, 3);
    RobotLog log =
        map("map: 1\njoints: [a]\ntime: {rate_hz: 20}\nposition: {columns: q, unit: rad}\n").log();
    assertArrayEquals(new double[] {0, 0.05, 0.1}, log.timesSeconds());
    assertEquals(LogClock.NOMINAL, log.meta().clock());
  }

  @Test
  void jointsCanBeCounted() {
    column("t", 0, 1);
    for (int i = 0; i < 12; i++) {
      column("q[" + i + "]", i, i);
    }
    String yaml =
        """
        map: 1
        joints: {name: "motor_{i}", count_of: q}
        time: {column: t, unit: s}
        position: {columns: "q[{i}]", unit: rad}
        """;
    RobotLog log = map(yaml).log();
    assertEquals(12, log.meta().joints());
    assertEquals("motor_11", log.meta().jointNames().get(11));
    assertEquals(11, log.value(Quantity.POSITION, 1, 11));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "position: {columns: q}                             | units are never assumed",
        "'position: {columns: q, unit: \"?\"}'              | was left open; write one of [rad,",
        "position: {columns: on, unit: rad}                 | must be a text (in quotes, where",
        "position: {columns: q, unit: V}                    | unit 'V' must be one of [rad,",
        "position: {columns: q, unit: ticks}                | needs 'per_turn'",
        "position: {columns: q, unit: rad, per_turn: 9}     | has no 'per_turn'",
        "position: {columns: q, unit: raw}                  | needs 'scale'",
        "position: {columns: q, unit: percent, low: 0}      | needs 'high'",
        "position: {columns: q, unit: rad, sign: 2}         | sign must be 1 or -1",
        "position: {columns: q, unit: rad, colour: 2}       | unknown names [colour]",
        "position: {columns: [q, t], unit: rad}             | names 2 columns; expected 1, one for",
        "position: {columns: p, unit: rad}                  | has no column 'p'; it has t, q,"
            + " empty",
        "position: {columns: empty, unit: rad}              | has no value in any row",
        "position: {columns: q, unit: rad, kind: position}  | only 'command' has a 'kind'",
        "velocities: {columns: q, unit: rad/s}              | maps no columns; name at least one",
        "'command: {columns: q, unit: rad}'                 | has no 'kind'",
        "command: {kind: none, columns: q, unit: rad}       | says that there are no commands",
        "command: {kind: velocity, columns: q, unit: rad}   | unit 'rad' must be one of [rad/s",
        "'position: {columns: \"q[9..1]\", unit: rad}'      | range from a lower to a higher",
        "position: {columns: q, unit: rad, gaps: maybe}     | must be one of [keep, hold",
      })
  void refusesWithTheReason(String line, String explanation) {
    column("t", 0, 1);
    column("q", 0, 1);
    column("empty", NAN, NAN);
    String message = refusal(HEAD + line + "\n");
    assertTrue(message.contains(explanation), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "map: 2                               | must begin with 'map: 1'",
        "joints: [a]                          | must begin with 'map: 1'",
        "[1, 2]                               | must be a mapping",
        "'map: 1\n\tjoints: [a]'              | is not YAML",
        "!!java.net.URLClassLoader []         | is not YAML",
        "'map: !!javax.script.ScriptEngineManager [x]' | is not YAML",
        "'map: 1\njoints: [a, a]'             | each once",
        "'map: 1\njoints: [a]\ntime: {}'      | needs 'column' and 'unit', or 'rate_hz'",
        "'map: 1\njoints: [a]\ntime: {column: t}'          | has no 'unit'",
        "'map: 1\njoints: [a]\ntime: {column: t, unit: h}' | must be s, ms, us or ns, or detect",
        "'map: 1\njoints: &x [*x]'            | must be a list of texts",
        "'? [a, b]\n: 1'                      | a list or mapping as a name",
      })
  void refusesFilesThatAreNoMapping(String yaml, String explanation) {
    String message = refusal(yaml);
    assertTrue(message.contains(explanation), message);
  }

  @Test
  void yamlBombsDoNotGoOff() {
    StringBuilder bomb = new StringBuilder("map: 1\nx0: &x0 [l, l]\n");
    for (int i = 1; i < 25; i++) {
      bomb.append("x%d: &x%d [*x%d, *x%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertTrue(refusal(bomb + "joints: *x24\n").length() < 500);
    String many = "a: &a [1]\nb: [" + "*a, ".repeat(60) + "1]\n";
    assertTrue(refusal("map: 1\n" + many).contains("is not YAML"));
    String deep = "map: " + "[".repeat(1000);
    assertTrue(refusal(deep).contains("is not YAML"));
    refusal("# " + "x".repeat(1 << 20));
  }

  @Test
  void constantsNeedUnitsAndAreConstant() {
    column("t", 0, 1);
    column("q", 0, 1);
    column("kd", 3, 3);
    String yaml =
        HEAD + "position: {columns: q, unit: rad}\nconstants: {c: {from: kd, unit: \"1\"}}\n";
    assertEquals(Map.of("c", 3.0), map(yaml).log().meta().constants());
    assertTrue(refusal(yaml.replace("from: kd", "from: q")).contains("not the same in all rows"));
    assertTrue(
        refusal(yaml.replace("from: kd", "from: nothing")).contains("neither a constant nor"));
    assertTrue(refusal(yaml.replace(", unit: \"1\"", "")).contains("has no 'unit'"));
    assertTrue(refusal(yaml.replace("\"1\"", "\"?\"")).contains("unit '?' must be one of"));
  }

  @Test
  void infiniteValuesAreRefused() {
    column("t", 0, 1);
    column("q", 0, Double.POSITIVE_INFINITY);
    assertTrue(refusal(HEAD + "position: {columns: q, unit: rad}\n").contains("is infinite"));
    column("t", 0);
    column("q", 0);
    assertTrue(refusal(HEAD + "position: {columns: q, unit: rad}\n").contains("at least 2"));
  }

  @Test
  void theMappingOfAsapsLoggerIsBuiltIn() {
    column("time", 0, 0.02, 0.04);
    for (String name : List.of("joint_pos", "joint_vel", "joint_pos_cmd", "tau_est")) {
      for (int i = 0; i < 29; i++) {
        column(name + "[" + i + "]", i, i, i);
      }
    }
    for (String name : List.of("pos", "lin_vel", "IMU_gyro", "quat")) {
      for (int i = 0; i < 4; i++) {
        column(name + "[" + i + "]", i, i, i);
      }
    }
    RawLog raw = new RawLog("run", Path.of("run.npz"), columns, Map.of(), Map.of());
    assertTrue(LogMapping.isAsap(raw));
    RobotLog log = LogMapping.asap().apply(raw, "").log();
    assertEquals(29, log.meta().joints());
    assertEquals(28, log.value(Quantity.COMMAND, 2, 28));
    assertEquals(Optional.of("npz"), LogMapping.asap().format());
  }
}
