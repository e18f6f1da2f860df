package org.workcell.sim2real.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.workcell.sim2real.bench.BenchReport.Target;
import org.workcell.sim2real.report.Sim2RealReport;

/** A report as a page. */
final class BenchPage {

  private static final String NOTHING = "–";

  private BenchPage() {}

  static String html(BenchReport report) {
    return new Sim2RealReport(
            "Benchmark of identification and delta actions: %s, seed %d"
                .formatted(report.suite(), report.seed()))
        .verdict(verdict(report))
        .table("Targets", ABOUT_TARGETS, TARGETS, targets(report))
        .table("Errors of replays", ABOUT_ERRORS, ERRORS, errors(report))
        .words("Gates", ABOUT_GATES, GATES, gates(report))
        .html();
  }

  private static String verdict(BenchReport report) {
    Collection<Target> targets = report.targets().values();
    long met = targets.stream().filter(Target::met).count();
    long open = targets.stream().filter(target -> target.value() == null).count();
    return "%d of %d targets are met%s.%s"
        .formatted(
            met,
            targets.size(),
            open == 0
                ? ""
                : ", %d are missed, and %d have no value"
                    .formatted(targets.size() - met - open, open),
            report.complete() ? "" : " Not all cells of the suite have been run.");
  }

  private static final String ABOUT_TARGETS =
      "A target names a robot, a family of gaps between simulation and robot, and a level. Its"
          + " value is the median over repetitions; it has none before its cells have been run.";

  private static final String ABOUT_ERRORS =
      "Root mean squares of joint positions that far into replays, and how much smaller they are"
          + " than those of the nominal model (openloop). Logs of test move as those of the fit do,"
          + " those of ood otherwise.";

  private static final String ABOUT_GATES =
      "What was identified or learned is accepted where it makes errors on held-out logs smaller.";

  private static final List<String> TARGETS =
      List.of("target", "demanded", "value, % (delays: ms)", "met");

  private static final List<String> ERRORS =
      List.of(
          "cell",
          "logs, method",
          "0.25 s, mrad",
          "less by, %",
          "0.5 s, mrad",
          "less by, %",
          "1 s, mrad",
          "less by, %",
          "95 % interval",
          "diverged");

  private static final List<String> GATES = List.of("cell", "what", "gate", "reason");

  private static List<List<String>> targets(BenchReport report) {
    List<List<String>> rows = new ArrayList<>();
    report
        .targets()
        .forEach(
            (id, target) ->
                rows.add(
                    List.of(
                        id,
                        "%s %s"
                            .formatted(
                                target.rule().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                number(target.threshold(), 1)),
                        number(target.value(), 1),
                        target.value() == null ? NOTHING : target.met() ? "yes" : "no")));
    return rows;
  }

  /** A row for each method and split, with all horizons. */
  private static List<List<String>> errors(BenchReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (CellResult cell : report.cells()) {
      List<List<CellResult.Errors>> methods = new ArrayList<>();
      for (CellResult.Errors row : cell.errors()) {
        if (row.horizonSeconds() == BenchScoring.HORIZONS_SECONDS[0]) {
          methods.add(new ArrayList<>());
        }
        methods.get(methods.size() - 1).add(row);
      }
      for (List<CellResult.Errors> horizons : methods) {
        rows.add(row(cell, horizons, horizons == methods.get(0)));
      }
    }
    return rows;
  }

  private static List<String> row(
      CellResult cell, List<CellResult.Errors> horizons, boolean isFirst) {
    CellResult.Errors last = horizons.get(horizons.size() - 1);
    List<String> row = new ArrayList<>();
    row.add(isFirst ? cell.key() : "");
    row.add(
        "%s, %s%s"
            .formatted(
                last.split(), last.method(), last.method().equals(cell.best()) ? " (best)" : ""));
    for (CellResult.Errors each : horizons) {
      row.add(number(each.rms(), 1000));
      row.add(number(each.reduction(), 100));
    }
    row.add(
        last.low() == null
            ? NOTHING
            : "%s to %s".formatted(number(last.low(), 100), number(last.high(), 100)));
    row.add("%d of %d".formatted(last.diverged(), last.windows()));
    return row;
  }

  private static List<List<String>> gates(BenchReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (CellResult cell : report.cells()) {
      List<CellResult.Learned> judged = new ArrayList<>(List.of(cell.identified()));
      judged.addAll(cell.deltas());
      for (CellResult.Learned each : judged) {
        rows.add(
            List.of(
                cell.key(),
                each.method(),
                each.accepted() ? "accepted" : "refused",
                each.reason()));
      }
    }
    return rows;
  }

  private static String number(Double value, double scale) {
    return value == null ? NOTHING : String.format(Locale.ROOT, "%.2f", scale * value);
  }
}
