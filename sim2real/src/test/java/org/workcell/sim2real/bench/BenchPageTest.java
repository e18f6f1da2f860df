package org.workcell.sim2real.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.sim2real.bench.BenchReport.Rule;
import org.workcell.sim2real.bench.BenchReport.Target;

class BenchPageTest {

  private static String page(boolean complete, Map<String, Target> targets) {
    return BenchPage.html(
        new BenchReport(1, "1", "mujoco", "small", 1, 1, complete, targets, List.of(), List.of()));
  }

  @Test
  void targetsWithoutAValueAreNotMissed() {
    Map<String, Target> targets = new LinkedHashMap<>();
    targets.put("kept", Target.of(1.0, Rule.AT_MOST, 2));
    targets.put("missed", Target.of(3.0, Rule.AT_MOST, 2));
    targets.put("open", Target.of(null, Rule.AT_MOST, 2));
    String page = page(false, targets);
    assertTrue(
        page.contains(
            "1 of 3 targets are met, 1 are missed, and 1 have no value. Not all cells of the"
                + " suite have been run."),
        page);
    assertTrue(page.contains("<td>3.00</td><td>no</td>"), page);
    assertTrue(page.contains("<td>–</td><td>–</td>"), page);
  }

  @Test
  void aCompleteSuiteSaysHowManyTargetsAreMet() {
    String page = page(true, Map.of("kept", Target.of(1.0, Rule.AT_MOST, 2)));
    assertTrue(page.contains("<p>1 of 1 targets are met.</p>"), page);
  }
}
