package org.workcell.sim2real.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogMapping;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RawLog;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.files.BadInputException;

class MapDraftTest {

  private final Map<String, double[]> columns = new LinkedHashMap<>();

  private RawLog raw() {
    return new RawLog("run", Path.of("run.csv"), columns, Map.of("kp", 3.0), Map.of());
  }

  private String draft() {
    String draft = MapDraft.of(raw(), Optional.of("csv"));
    assertEquals(draft, MapDraft.of(raw(), Optional.of("csv")));
    return draft;
  }

  private static void assertHas(String draft, String text) {
    assertTrue(draft.contains(text), draft);
  }

  @Test
  void namesTellUnitsAndCommandsAreFound() {
    columns.put("time_ms", TestLogs.scaled(TestLogs.times(), 1000));
    columns.put("elbow_pos_deg", TestLogs.scaled(TestLogs.positions(), 180 / Math.PI));
    columns.put("elbow_vel", TestLogs.scaled(TestLogs.velocities(), 180 / Math.PI));
    columns.put("elbow_goal_pos_deg", TestLogs.scaled(TestLogs.commands(), 180 / Math.PI));
    String draft = draft();
    assertHas(draft, "joints: [\"elbow\"]");
    assertHas(draft, "time: {column: \"time_ms\", unit: ms}");
    assertHas(draft, "position: {columns: \"elbow_pos_deg\", unit: deg}");
    assertHas(draft, "velocity: {columns: \"elbow_vel\", unit: deg/s}");
    assertHas(draft, "command: {kind: position, columns: \"elbow_goal_pos_deg\", unit: deg}");
    assertHas(draft, "elbow_pos_deg follows elbow_goal_pos_deg by 60 ms");
    String filled = draft.replace("unit: \"?\"", "unit: \"1\"");
    RobotLog log = LogMapping.of("draft", filled).apply(raw(), "").log();
    assertEquals(
        TestLogs.position(log.timeSeconds(500)), log.value(Quantity.POSITION, 500, 0), 1e-9);
  }

  /** 57.3 between both is evidence: only rad and deg/s make it. */
  @Test
  void velocitiesTellTheUnitOfBothWhereTheyDiffer() {
    columns.put("t", TestLogs.times());
    columns.put("q_0", TestLogs.positions());
    columns.put("qd_0", TestLogs.scaled(TestLogs.velocities(), 180 / Math.PI));
    String draft = draft();
    assertHas(draft, "position: {columns: \"q_0\", unit: rad}");
    assertHas(draft, "velocity: {columns: \"qd_0\", unit: deg/s}");
  }

  @Test
  void unitsThatTheDataCannotTellStayOpenAndAreRefused() {
    columns.put("t", TestLogs.times());
    columns.put("q_0", TestLogs.positions());
    columns.put("qd_0", TestLogs.velocities());
    String draft = draft();
    assertHas(draft, "position: {columns: \"q_0\", unit: \"?\"}");
    assertHas(draft, "both are in the same unit");
    assertHas(draft, "deg if they are rad");
    BadInputException refusal =
        assertThrows(BadInputException.class, () -> LogMapping.of("draft", draft));
    assertTrue(refusal.getMessage().contains("was left open"), refusal.getMessage());
  }

  @Test
  void columnsWithoutNamesAreFoundByTheirDerivatives() {
    columns.put("column[0]", TestLogs.times());
    columns.put("column[1]", TestLogs.positions());
    columns.put("column[2]", Arrays.stream(TestLogs.times()).map(t -> Math.sin(3 * t)).toArray());
    columns.put("column[3]", TestLogs.velocities());
    columns.put(
        "column[4]", Arrays.stream(TestLogs.times()).map(t -> 3 * Math.cos(3 * t)).toArray());
    columns.put(
        "column[5]", Arrays.stream(TestLogs.times()).map(t -> Math.sin(40 * t * t)).toArray());
    String draft = draft();
    assertHas(draft, "time: {column: \"column[0]\", unit: s}");
    assertHas(draft, "position: {columns: \"column[1..2]\", unit: \"?\"}");
    assertHas(draft, "velocity: {columns: \"column[3..4]\", unit: \"?\"}");
    assertHas(draft, "ignore: [\"column[5]\"]");
  }

  @Test
  void brokenLogsAreDraftedToo() {
    double[] times = TestLogs.times();
    times[7] = times[5];
    double[] positions = TestLogs.positions();
    positions[3] = Double.POSITIVE_INFINITY;
    columns.put("t", times);
    columns.put("q", positions);
    columns.put("qd", new double[times.length]);
    columns.put("none", TestLogs.scaled(positions, Double.NaN));
    assertHas(draft(), "It does not grow in every row");
    columns.clear();
    columns.put("a b: \"c\"", new double[] {1, 1});
    assertHas(draft(), "time: {rate_hz: \"?\"}");
  }

  private RawLog leRobot(String stateNames, String actionNames) {
    double[] times = new double[300];
    double[] rows = new double[300];
    for (int row = 0; row < times.length; row++) {
      rows[row] = row;
      times[row] = (float) (row / 30.0);
      for (int joint = 0; joint < 2; joint++) {
        columns.computeIfAbsent("action[%d]".formatted(joint), key -> new double[300])[row] =
            Math.sin(times[row] * (2 + joint));
        columns
                .computeIfAbsent("observation.state[%d]".formatted(joint), key -> new double[300])[
                row] =
            Math.sin((times[row] - 0.1) * (2 + joint));
      }
    }
    columns.put("timestamp", times);
    columns.put("frame_index", rows);
    columns.put("task_index", new double[300]);
    return new RawLog(
        "episode_000000",
        Path.of("file-000.parquet"),
        columns,
        Map.of("fps", 30.0, "episode_index", 0.0),
        Map.of(
            "codebase_version",
            "v3.0",
            "clock",
            "nominal: timestamp is the frame's number divided by fps",
            "observation.state.names",
            stateNames,
            "action.names",
            actionNames));
  }

  /** Only units are left to be filled in: nothing in such a set tells them. */
  @Test
  void aSetOfLeRobotNamesItsJointsAndItsClock() {
    String names = "[\"shoulder_pan.pos\", \"Gripper.pos\"]";
    RawLog raw = leRobot(names, names);
    String draft = MapDraft.of(raw, Optional.empty());
    assertHas(draft, "joints: [\"shoulder_pan\", \"Gripper\"]");
    assertHas(draft, "time: {column: \"timestamp\", unit: s, rate_hz: 30.0, clock: nominal}");
    assertHas(draft, "position: {columns: \"observation.state[0..1]\", unit: \"?\"}");
    assertHas(draft, "command: {kind: position, columns: \"action[0..1]\", unit: \"?\"}");
    assertHas(draft, "follows action[0] by 100 ms");
    LogMapping.Mapped mapped =
        LogMapping.of("draft", draft.replace("unit: \"?\"", "unit: rad")).apply(raw, "");
    assertEquals(List.of(), mapped.unused());
    assertEquals(30, mapped.log().meta().nominalRateHz());
    assertEquals(LogClock.NOMINAL, mapped.log().meta().clock());
    assertEquals(columns.get("action[1]")[7], mapped.log().value(Quantity.COMMAND, 7, 1), 1e-12);
  }

  @Test
  void aStateWithoutNamesIsOnePositionForEachColumn() {
    String draft = MapDraft.of(leRobot("not an array", "[]"), Optional.empty());
    assertHas(draft, "joints: [\"joint_0\", \"joint_1\"]");
    assertHas(draft, "# LeRobot's state of a robot; are these the positions of its joints?");
  }

  /** A log's own times are worth more than those that a data set makes of row numbers. */
  @Test
  void timesThatWereMeasuredComeFirst() {
    RawLog raw = leRobot("[]", "[]");
    columns.put("log_time", TestLogs.scaled(columns.get("timestamp"), 1.001));
    String draft =
        MapDraft.of(
            new RawLog(raw.name(), raw.file(), columns, raw.constants(), raw.texts()),
            Optional.empty());
    assertHas(draft, "time: {column: \"log_time\", unit: s}");
    assertHas(draft, "\"timestamp\"");
  }
}
