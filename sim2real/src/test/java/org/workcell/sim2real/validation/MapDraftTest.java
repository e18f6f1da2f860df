package org.workcell.sim2real.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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
}
