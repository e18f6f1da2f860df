package org.workcell.sim2real.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.workcell.sim2real.bench.BenchReport.Loop;
import org.workcell.sim2real.bench.BenchReport.Rule;
import org.workcell.sim2real.bench.BenchReport.Target;
import org.workcell.sim2real.gap.GapFamily;
import org.workcell.sim2real.gap.GapLevel;
import org.workcell.sim2real.gap.GapPlan;
import org.workcell.sim2real.gap.GapScore;

/**
 * Holds results against a plan's targets. Values are medians over repetitions, in percent or
 * percentage points unless an id says otherwise; a target whose cells are not all there has no
 * value and is not met.
 */
final class BenchTargets {

  private static final double PERCENT = 100;
  private static final double LARGEST_NUMBER_ERROR = 5;
  private static final double LARGEST_DELAY_ERROR_MS = 2;
  private static final double LEAST_OF_NUMBERS = 95;
  private static final double LEAST_OVER_SYSID = 20;
  private static final double LEAST_ALONE_OVER_SYSID = 10;
  private static final double MOST_LOSS_BEYOND = -3;
  private static final double LEAST_BEYOND = 40;
  private static final double LARGEST_CHANGE = 1;
  private static final double LEAST_OF_ENGINE = 50;
  private static final double LEAST_RECOVERED = 50;
  private static final double LEAST_KEPT = 80;
  private static final double LONGEST = 1;

  /** Families that the numbers of servos and engine friction cannot follow. */
  private static final List<GapFamily> BEYOND_NUMBERS =
      List.of(GapFamily.G4, GapFamily.G5, GapFamily.G7, GapFamily.G9);

  private static final String DELAY = "delay_seconds";

  private final BenchPlan plan;
  private final Map<String, CellResult> results;
  private final List<Loop> loops;
  private final Map<String, Target> targets = new LinkedHashMap<>();

  private BenchTargets(BenchPlan plan, Map<String, CellResult> results, List<Loop> loops) {
    this.plan = plan;
    this.results = results;
    this.loops = loops;
  }

  /**
   * Judges.
   *
   * @param results by key
   * @param loops results of closed loops
   */
  static Map<String, Target> of(BenchPlan plan, Map<String, CellResult> results, List<Loop> loops) {
    BenchTargets judge = new BenchTargets(plan, results, loops);
    plan.targets().forEach(judge::judge);
    return judge.targets;
  }

  private void judge(String target) {
    switch (target) {
      case "T1" -> groups(List.copyOf(BenchScoring.PARAMETRIC)).forEach(this::numbers);
      case "T2" -> groups(BEYOND_NUMBERS).forEach(this::reductions);
      case "T3" -> groups(BEYOND_NUMBERS).forEach(this::overSysid);
      case "T4" -> groups(BEYOND_NUMBERS).forEach(this::beyond);
      case "T5" -> groups(List.of(GapFamily.G0)).forEach(this::nothing);
      case "T6" -> groups(List.of(GapFamily.G10)).forEach(this::engine);
      case "T7" -> closedLoops();
      case "T8" -> groups(plan.less().families()).forEach(this::lessLogs);
      default -> throw new IllegalArgumentException("there is no target '%s'".formatted(target));
    }
  }

  /** Cells of some families that differ in their repetition only. */
  private List<List<BenchCell>> groups(List<GapFamily> families) {
    Map<String, List<BenchCell>> groups = new LinkedHashMap<>();
    for (BenchCell cell : plan.cells()) {
      if (cell.seconds() == 0 && families.contains(cell.family())) {
        groups.computeIfAbsent(cell.group(), group -> new ArrayList<>()).add(cell);
      }
    }
    return List.copyOf(groups.values());
  }

  private void add(String id, Double value, Rule rule, double threshold) {
    targets.put(id, Target.of(value, rule, threshold));
  }

  private static String id(String target, List<BenchCell> group, String what) {
    return "%s-%s-%s".formatted(target, group.get(0).group(), what);
  }

  /** The median of a number of each cell; null where one is not there. */
  private Double median(List<BenchCell> cells, Function<BenchCell, Double> number) {
    double[] values = new double[cells.size()];
    for (int i = 0; i < values.length; i++) {
      Double value = results.containsKey(cells.get(i).key()) ? number.apply(cells.get(i)) : null;
      if (value == null) {
        return null;
      }
      values[i] = value;
    }
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }

  private CellResult result(BenchCell cell) {
    return results.get(cell.key());
  }

  private Double best(BenchCell cell, String split, double horizon) {
    return percent(result(cell).reduction(result(cell).best(), split, horizon));
  }

  private Double sysid(BenchCell cell, String split) {
    return percent(result(cell).reduction(CellResult.SYSID, split, LONGEST));
  }

  private static Double percent(Double share) {
    return share == null ? null : PERCENT * share;
  }

  private void numbers(List<BenchCell> group) {
    if (group.get(0).family() == GapFamily.G6) {
      add(
          id("T1", group, "delay-ms"),
          median(group, cell -> delayErrorMs(result(cell).numbers())),
          Rule.AT_MOST,
          LARGEST_DELAY_ERROR_MS);
    } else {
      add(
          id("T1", group, "numbers"),
          median(group, cell -> worstPercentError(result(cell).numbers())),
          Rule.AT_MOST,
          LARGEST_NUMBER_ERROR);
    }
    for (String split : List.of(GapPlan.TEST, GapPlan.OUT_OF_DISTRIBUTION)) {
      add(
          id("T1", group, split),
          median(group, cell -> percent(result(cell).exactReduction(split, LONGEST))),
          Rule.AT_LEAST,
          LEAST_OF_NUMBERS);
    }
  }

  private static Double worstPercentError(List<GapScore.Number> numbers) {
    return numbers.stream()
        .filter(number -> number.identifiable() && !number.path().endsWith(DELAY))
        .map(GapScore.Number::percentError)
        .max(Double::compare)
        .orElse(null);
  }

  private static Double delayErrorMs(List<GapScore.Number> numbers) {
    return numbers.stream()
        .filter(number -> number.path().endsWith(DELAY))
        .map(number -> 1e3 * Math.abs(number.estimate() - number.truth()))
        .max(Double::compare)
        .orElse(null);
  }

  private void reductions(List<BenchCell> group) {
    plan.floors()
        .forEach(
            (horizon, floor) ->
                add(
                    id("T2", group, horizon + "s"),
                    median(group, cell -> best(cell, GapPlan.TEST, Double.parseDouble(horizon))),
                    Rule.AT_LEAST,
                    floor));
  }

  private void overSysid(List<BenchCell> group) {
    add(
        id("T3", group, "over-sysid"),
        median(group, cell -> over(cell, GapPlan.TEST)),
        Rule.AT_LEAST,
        LEAST_OVER_SYSID);
    if (group.get(0).level() == GapLevel.MILD) {
      add(
          id("T3", group, "alone-over-sysid"),
          median(group, this::aloneOver),
          Rule.AT_LEAST,
          LEAST_ALONE_OVER_SYSID);
    }
  }

  private Double over(BenchCell cell, String split) {
    return best(cell, split, LONGEST) - sysid(cell, split);
  }

  private Double aloneOver(BenchCell cell) {
    Double alone = percent(result(cell).reduction(CellResult.ALONE, GapPlan.TEST, LONGEST));
    return alone == null ? null : alone - sysid(cell, GapPlan.TEST);
  }

  private void beyond(List<BenchCell> group) {
    String split = GapPlan.OUT_OF_DISTRIBUTION;
    add(
        id("T4", group, "ood-over-sysid"),
        median(group, cell -> over(cell, split)),
        Rule.AT_LEAST,
        MOST_LOSS_BEYOND);
    add(
        id("T4", group, "ood"),
        median(group, cell -> best(cell, split, LONGEST)),
        Rule.AT_LEAST,
        LEAST_BEYOND);
  }

  private void nothing(List<BenchCell> group) {
    add(
        id("T5", group, "accepted-deltas"),
        median(group, cell -> result(cell).accepted() ? 1.0 : 0.0),
        Rule.AT_MOST,
        0);
    add(id("T5", group, "change"), median(group, this::change), Rule.AT_MOST, LARGEST_CHANGE);
  }

  /** The largest change of an error by what the gate leaves. */
  private Double change(BenchCell cell) {
    double largest = 0;
    for (double horizon : BenchScoring.HORIZONS_SECONDS) {
      largest = Math.max(largest, Math.abs(best(cell, GapPlan.TEST, horizon)));
    }
    return largest;
  }

  private void engine(List<BenchCell> group) {
    add(
        id("T6", group, "test"),
        median(group, cell -> best(cell, GapPlan.TEST, LONGEST)),
        Rule.AT_LEAST,
        LEAST_OF_ENGINE);
  }

  private void closedLoops() {
    if (loops.isEmpty()) {
      add("T7-closed-loop", null, Rule.AT_LEAST, LEAST_RECOVERED);
    }
    for (Loop loop : loops) {
      String id = "T7-" + loop.name();
      add(id + "-recovered", percent(loop.recovered()), Rule.AT_LEAST, LEAST_RECOVERED);
      Double over =
          loop.recovered() == null || loop.noise() == null
              ? null
              : percent(loop.recovered() - loop.noise());
      add(id + "-over-noise", over, Rule.ABOVE, 0);
    }
  }

  /** The share of the gain that fewer logs keep. */
  private void lessLogs(List<BenchCell> group) {
    double seconds = plan.less().seconds();
    add(
        id("T8", group, "%d-s-of-logs".formatted(Math.round(seconds))),
        median(
            group,
            cell -> {
              BenchCell less = cell.with(seconds);
              return results.containsKey(less.key())
                  ? PERCENT * best(less, GapPlan.TEST, LONGEST) / best(cell, GapPlan.TEST, LONGEST)
                  : null;
            }),
        Rule.AT_LEAST,
        LEAST_KEPT);
  }
}
