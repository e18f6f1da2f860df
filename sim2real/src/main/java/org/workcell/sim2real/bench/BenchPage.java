package org.workcell.sim2real.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.workcell.sim2real.bench.BenchReport.Target;
import org.workcell.sim2real.report.Sim2RealReport;

/** A report as a page. */
final class BenchPage {

  private static final String NOTHING = "–";

  private BenchPage() {}

  static String html(BenchReport report) {
    long met = report.targets().values().stream().filter(Target::met).count();
    return new Sim2RealReport(
            "Benchmark of identification and delta actions: %s, seed %d"
                .formatted(report.suite(), report.seed()))
        .verdict(
            "%d of %d targets are met.%s"
                .formatted(
                    met,
                    report.targets().size(),
                    report.complete() ? "" : " Not all cells of the suite have been run."))
        .table("Targets", TARGETS, targets(report))
        .table("Errors of replays, test and out of distribution", ERRORS, errors(report))
        .table("Gates", GATES, gates(report))
        .html();
  }

  private static final List<String> TARGETS =
      List.of("target", "value", "rule", "threshold", "met");

  private static final List<String> ERRORS =
      List.of(
          "cell", "method", "logs", "horizon, s", "rms, mrad", "smaller by, %", "95 %", "diverged");

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
                        number(target.value(), 1),
                        target.rule().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        number(target.threshold(), 1),
                        target.met() ? "yes" : "no")));
    return rows;
  }

  private static List<List<String>> errors(BenchReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (CellResult cell : report.cells()) {
      for (CellResult.Errors row : cell.errors()) {
        rows.add(
            List.of(
                cell.key(),
                row.method().equals(cell.best()) ? row.method() + " (best)" : row.method(),
                row.split(),
                number(row.horizonSeconds(), 1),
                number(row.rms(), 1000),
                number(row.reduction(), 100),
                row.low() == null
                    ? NOTHING
                    : "%s to %s".formatted(number(row.low(), 100), number(row.high(), 100)),
                "%d of %d".formatted(row.diverged(), row.windows())));
      }
    }
    return rows;
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
