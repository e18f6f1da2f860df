package org.workcell.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.workcell.evaluation.EngineComparison;
import org.workcell.report.Premises;

/** Where two engines part, for people to read. */
final class EngineTable {

  private EngineTable() {}

  static void print(EngineComparison.Task task, PrintWriter out) {
    out.printf("%s, %d episodes%s%n%n", task.task(), task.episodes(), errors(task));
    out.printf(
        "  %-34s %9s %9s %9s %12s %14s %9s%n",
        "engine", "once %", "at end %", "return", "first step", "final", "touching");
    for (EngineComparison.Score score : task.scores()) {
      out.printf(
          Locale.ROOT,
          "  %-34s %9s %9s %9.2f %12s %14s %7.1f %%%n",
          score.engine(),
          rate(score.successOnce(), score),
          rate(score.successAtEnd(), score),
          score.meanReturn(),
          score.meanFirstSuccessStep() == null
              ? "-"
              : "%.1f".formatted(score.meanFirstSuccessStep()),
          "%s %.5f".formatted(score.measure(), score.finalMeasure()),
          100 * score.touchingShare());
    }
    if (task.scores().stream().anyMatch(EngineTable::hasFalsePremises)) {
      out.printf("  %s%n", Premises.MEANING);
    }
    out.printf("%n  %-34s %s%n", "apart after, s", heads(task.ownActions().moments()));
    print("the policy acts in each", task.ownActions(), out);
    print("the same actions in both", task.sameActions(), out);
    out.println();
  }

  private static boolean hasFalsePremises(EngineComparison.Score score) {
    return score.premiseFalse() != null && score.premiseFalse() > 0;
  }

  private static String rate(double rate, EngineComparison.Score score) {
    String mark = hasFalsePremises(score) ? Premises.MARK : "";
    return String.format(Locale.ROOT, "%.1f%s", 100 * rate, mark);
  }

  private static String errors(EngineComparison.Task task) {
    return task.errors() == 0 ? "" : ", %d left out for errors".formatted(task.errors());
  }

  private static String heads(List<EngineComparison.Moment> moments) {
    StringBuilder line = new StringBuilder();
    moments.forEach(each -> line.append("%10s".formatted("%.1f".formatted(each.seconds()))));
    return line.append("   tip at end").toString();
  }

  private static void print(String what, EngineComparison.Apart apart, PrintWriter out) {
    StringBuilder means = new StringBuilder();
    StringBuilder largest = new StringBuilder();
    for (EngineComparison.Moment moment : apart.moments()) {
      means.append("%10s".formatted("%.3f".formatted(1e3 * moment.jointRms())));
      largest.append("%10s".formatted("%.3f".formatted(1e3 * moment.largest())));
    }
    String tip =
        apart.finalTipMetres() == null
            ? ""
            : "%10s mm".formatted("%.3f".formatted(1e3 * apart.finalTipMetres()));
    out.printf("  %-34s %s%s%n", what + ", mrad", means, tip);
    out.printf("  %-34s %s%n", "  largest joint", largest);
  }
}
