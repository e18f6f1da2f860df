package org.workcell.cli;

import java.util.Locale;
import org.workcell.evaluation.demonstrations.DemonstrationSummary;
import org.workcell.report.Premises;

/** The summary of demonstrations as a table for people. */
final class DemonstrationTable {

  private static final String OVERALL = "overall";
  private static final double MEGABYTE = 1e6;

  private DemonstrationTable() {}

  static String render(DemonstrationSummary summary) {
    int longest = summary.tasks().keySet().stream().mapToInt(String::length).max().orElse(0);
    String name = "%-" + Math.max(OVERALL.length(), longest) + "s";
    StringBuilder table = new StringBuilder();
    table.append(name.formatted("task"));
    table.append("      kept  attempts    rate      steps         MB\n");
    summary.tasks().forEach((task, counts) -> table.append(row(name, task, counts)));
    table.append(row(name, OVERALL, summary.overall()));
    return table + (hasFalsePremises(summary.overall()) ? Premises.MEANING + "\n" : "");
  }

  private static String row(String name, String task, DemonstrationSummary.Counts counts) {
    return String.format(
        Locale.ROOT,
        name + "  %8d  %8d  %6.3f%s  %9d  %9.2f\n",
        task,
        counts.kept(),
        counts.attempts(),
        counts.keptRate(),
        hasFalsePremises(counts) ? Premises.MARK : "",
        counts.steps(),
        counts.bytes() / MEGABYTE);
  }

  private static boolean hasFalsePremises(DemonstrationSummary.Counts counts) {
    return counts.premiseFalse() != null && counts.premiseFalse() > 0;
  }
}
