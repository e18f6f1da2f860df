package org.workcell.sim2real.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.sim2real.bench.BenchReport.Loop;
import org.workcell.sim2real.bench.BenchReport.Target;
import org.workcell.sim2real.gap.GapFamily;
import org.workcell.sim2real.gap.GapLevel;
import org.workcell.sim2real.gap.GapScore;

/** Plans, and targets of results that are written down here. */
class BenchTargetsTest {

  private final Map<String, CellResult> results = new HashMap<>();

  /** Reductions at all horizons: of what was identified and of the delta on it. */
  private void add(
      BenchCell cell, boolean accepted, double sysid, double combined, double alone, double ood) {
    List<CellResult.Errors> errors = new ArrayList<>();
    for (double horizon : BenchScoring.HORIZONS_SECONDS) {
      errors.add(row(CellResult.SYSID, "test", horizon, sysid, 0));
      errors.add(row("sysid+supervised", "test", horizon, combined, 0));
      errors.add(row(CellResult.ALONE, "test", horizon, alone, 0));
      errors.add(row(CellResult.SYSID, "ood", horizon, sysid, 0));
      errors.add(row("sysid+supervised", "ood", horizon, ood, 0));
    }
    put(cell, accepted ? "sysid+supervised" : CellResult.SYSID, errors);
  }

  private static CellResult.Errors row(
      String method, String split, double horizon, double reduction, int diverged) {
    return new CellResult.Errors(method, split, horizon, 10, diverged, 0.01, reduction, null, null);
  }

  private void put(BenchCell cell, String best, List<CellResult.Errors> errors) {
    put(cell, best, errors, List.of(), List.of());
  }

  private void put(
      BenchCell cell,
      String best,
      List<CellResult.Errors> errors,
      List<GapScore.Number> numbers,
      List<GapScore.Replay> exact) {
    results.put(
        cell.key(),
        new CellResult(
            cell.key(),
            cell.family(),
            cell.level(),
            60,
            "",
            best,
            new CellResult.Learned(CellResult.SYSID, true, "", 0.9, ""),
            List.of(),
            errors,
            numbers,
            exact));
  }

  private static BenchCell arm(GapFamily family, GapLevel level, int repetition) {
    return new BenchCell("arm", family, level, repetition, 0);
  }

  private Map<String, Target> judge(String suite) {
    return BenchTargets.of(BenchPlan.named(suite), results, List.of());
  }

  @Test
  void theSuitesAreThoseOfTheDesign() {
    BenchPlan small = BenchPlan.named("small");
    assertEquals(
        List.of("pendulum-G0-mild-1", "pendulum-G2-mild-1", "pendulum-G4-mild-1"),
        small.cells().subList(0, 3).stream().map(BenchCell::key).toList());
    assertEquals(8, small.cells().size());
    assertEquals(Map.of("0.25", 70.0, "0.5", 60.0, "1.0", 50.0), small.floors());
    BenchPlan full = BenchPlan.named("full");
    assertEquals(Map.of("0.25", 80.0, "0.5", 70.0, "1.0", 60.0), full.floors());
    // G0 has no level; G4 and G9 are tried with 60 s of logs, too.
    assertEquals(3 * (1 + 10 * 2 + 2 * 2), full.cells().size());
    assertTrue(full.cells().stream().anyMatch(c -> c.key().equals("arm-G4-hard-2-60s")));
    assertThrows(IllegalArgumentException.class, () -> BenchPlan.named("medium"));
    assertThrows(IllegalArgumentException.class, () -> BenchPlan.parse("{suite: a, colour: 1}"));
  }

  @Test
  void cellsAreChosenByPartsOfTheirKeys() {
    BenchCell cell = arm(GapFamily.G4, GapLevel.HARD, 2);
    assertTrue(cell.isAmong(List.of()));
    assertTrue(cell.isAmong(List.of("G9", "g4-hard")));
    assertTrue(cell.isAmong(List.of("arm-G4-hard-2")));
    assertFalse(cell.isAmong(List.of("G", "G4-mild", "arm-G4-hard-1")));
  }

  @Test
  void valuesAreMediansAndMissingCellsMeetNothing() {
    add(arm(GapFamily.G4, GapLevel.MILD, 1), true, 0.3, 0.95, 0.45, 0.5);
    add(arm(GapFamily.G4, GapLevel.MILD, 2), true, 0.3, 0.75, 0.35, 0.2);
    Target missing = judge("full").get("T2-arm-G4-mild-1.0s");
    assertNull(missing.value());
    assertFalse(missing.met());
    add(arm(GapFamily.G4, GapLevel.MILD, 3), false, 0.3, 0.9, 0.2, 0.9);
    Map<String, Target> targets = judge("full");
    // The third delta is refused, so that what counts is the identified model.
    assertEquals(75, targets.get("T2-arm-G4-mild-1.0s").value(), 1e-9);
    assertTrue(targets.get("T2-arm-G4-mild-1.0s").met());
    assertFalse(targets.get("T2-arm-G4-mild-0.25s").met());
    assertEquals(45, targets.get("T3-arm-G4-mild-over-sysid").value(), 1e-9);
    assertEquals(5, targets.get("T3-arm-G4-mild-alone-over-sysid").value(), 1e-9);
    assertFalse(targets.get("T3-arm-G4-mild-alone-over-sysid").met());
    assertEquals(0, targets.get("T4-arm-G4-mild-ood-over-sysid").value(), 1e-9);
    assertEquals(30, targets.get("T4-arm-G4-mild-ood").value(), 1e-9);
    assertFalse(targets.containsKey("T3-arm-G4-hard-alone-over-sysid"));
    assertNull(targets.get("T8-arm-G4-mild-60-s-of-logs").value());
    for (int repetition = 1; repetition <= 3; repetition++) {
      add(arm(GapFamily.G4, GapLevel.MILD, repetition).with(60), true, 0.3, 0.6, 0, 0);
    }
    // 0.6 of 0.95, 0.75 and 0.3.
    assertEquals(80, judge("full").get("T8-arm-G4-mild-60-s-of-logs").value(), 1e-9);
  }

  @Test
  void nothingIsToBeFoundWhereThereIsNoGap() {
    add(arm(GapFamily.G0, GapLevel.MILD, 1), false, -0.004, 0.5, 0, 0);
    Map<String, Target> targets = judge("small");
    assertTrue(targets.get("T5-arm-G0-mild-accepted-deltas").met());
    assertEquals(0.4, targets.get("T5-arm-G0-mild-change").value(), 1e-9);
    assertTrue(targets.get("T5-arm-G0-mild-change").met());
    add(arm(GapFamily.G0, GapLevel.MILD, 1), true, 0, 0.02, 0, 0);
    assertFalse(judge("small").get("T5-arm-G0-mild-accepted-deltas").met());
    assertEquals(2, judge("small").get("T5-arm-G0-mild-change").value(), 1e-9);
  }

  @Test
  void windowsThatDivergeFail() {
    BenchCell cell = arm(GapFamily.G9, GapLevel.MILD, 1);
    List<CellResult.Errors> errors = new ArrayList<>();
    for (double horizon : BenchScoring.HORIZONS_SECONDS) {
      errors.add(row(CellResult.SYSID, "test", horizon, 0.99, horizon == 1 ? 1 : 0));
    }
    put(cell, CellResult.SYSID, errors);
    assertTrue(judge("small").get("T2-arm-G9-mild-0.5s").met());
    assertEquals(-100, judge("small").get("T2-arm-G9-mild-1.0s").value());
  }

  @Test
  void onlyIdentifiableNumbersCount() {
    BenchCell cell = arm(GapFamily.G2, GapLevel.MILD, 1);
    put(
        cell,
        CellResult.SYSID,
        List.of(row(CellResult.SYSID, "test", 1, 0.9, 0)),
        List.of(number(true, 4), number(false, 90)),
        List.of(
            replay("test", 0.5, 0, 0.2), replay("test", 1, 0, 0.97), replay("ood", 1, 1, 0.99)));
    Map<String, Target> targets = judge("small");
    assertEquals(4, targets.get("T1-arm-G2-mild-numbers").value());
    assertTrue(targets.get("T1-arm-G2-mild-numbers").met());
    assertEquals(97, targets.get("T1-arm-G2-mild-test").value(), "without the noise of logs");
    assertEquals(-100, targets.get("T1-arm-G2-mild-ood").value(), "a window diverged");
  }

  private static GapScore.Replay replay(
      String split, double horizon, int diverged, double reduction) {
    return new GapScore.Replay(split, "true", horizon, 10, diverged, 1, 1, reduction, null);
  }

  private static GapScore.Number number(boolean identifiable, double percentError) {
    return new GapScore.Number(
        "actuator:a/kp", "N m/rad", 1, 1, 1, percentError, identifiable, true, null, null);
  }

  @Test
  void closedLoopsAreJudgedWhereThereAreAny() {
    assertFalse(judge("full").get("T7-closed-loop").met());
    Map<String, Target> targets =
        BenchTargets.of(
            BenchPlan.named("full"),
            results,
            List.of(new Loop("reach", 0.6, 0.6), new Loop("push", 0.4, 0.1)));
    assertTrue(targets.get("T7-reach-recovered").met());
    assertFalse(targets.get("T7-reach-over-noise").met(), "as good as noise is not better");
    assertFalse(targets.get("T7-push-recovered").met());
    assertTrue(targets.get("T7-push-over-noise").met());
  }
}
