package org.workcell.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The factor x task table as plain text. Rates are in percent. */
public final class PerturbationTable {

  private static final String NOT_APPLICABLE = "-";
  private static final String DISTINGUISHABLE = "*";

  /** Columns between a condition and what is found of it. */
  private static final int NUMBERS = 5;

  private PerturbationTable() {}

  /** One row for each condition, one column for each task, and what the columns are. */
  public static String render(PerturbationSummary summary) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(header(summary));
    summary.conditions().forEach((name, condition) -> rows.add(row(summary, name, condition)));
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(line(row, widths)));
    lines.add(1, "-".repeat(lines.get(0).length()));
    lines.add(2 + 1, lines.get(1));
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining()) + legend(summary);
  }

  private static List<String> header(PerturbationSummary summary) {
    List<String> cells = new ArrayList<>();
    cells.add("condition");
    cells.add(summary.headline() + " %");
    cells.add("95 % interval");
    cells.add("unperturbed %");
    cells.add("lost");
    cells.add("gained");
    cells.add("verdict");
    for (int i = 1; i <= summary.tasks().size(); i++) {
      cells.add("[" + i + "]");
    }
    return cells;
  }

  private static List<String> row(
      PerturbationSummary summary, String name, PerturbationSummary.Condition condition) {
    List<String> cells = new ArrayList<>();
    cells.add(name);
    if (condition.applies()) {
      PerturbationSummary.Comparison overall = condition.overall();
      cells.add(Premises.rate(summary.rate(overall.perturbed()), overall.perturbed()));
      cells.add(Numbers.interval(overall.perturbed()));
      cells.add(Premises.rate(summary.rate(overall.unperturbed()), overall.unperturbed()));
      cells.add(Integer.toString(overall.lost()));
      cells.add(Integer.toString(overall.gained()));
    } else {
      cells.addAll(Collections.nCopies(NUMBERS, NOT_APPLICABLE));
    }
    cells.add(condition.finding(summary.isReference(name)));
    for (String task : summary.tasks()) {
      cells.add(cell(summary, condition.tasks(), task));
    }
    return cells;
  }

  private static String cell(
      PerturbationSummary summary, Map<String, PerturbationSummary.Comparison> tasks, String task) {
    PerturbationSummary.Comparison comparison = tasks.get(task);
    if (comparison == null) {
      return NOT_APPLICABLE;
    }
    return String.format(
        Locale.ROOT,
        "%.0f%s%s",
        100 * summary.rate(comparison.perturbed()),
        comparison.isDistinguishable() ? DISTINGUISHABLE : "",
        Premises.mark(comparison.perturbed()));
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    line.append(cells.get(0)).append(" ".repeat(widths[0] - cells.get(0).length()));
    for (int i = 1; i < cells.size(); i++) {
      line.append("  ").append(" ".repeat(widths[i] - cells.get(i).length())).append(cells.get(i));
    }
    return line.toString();
  }

  private static String legend(PerturbationSummary summary) {
    List<String> tasks = summary.tasks();
    StringBuilder legend = new StringBuilder();
    for (int i = 0; i < tasks.size(); i++) {
      legend.append("[").append(i + 1).append("] ").append(tasks.get(i));
      legend.append(summary.readsScene().contains(tasks.get(i)) ? " (reads the scene)\n" : "\n");
    }
    if (!summary.note().isEmpty()) {
      legend.append(summary.preset()).append(": ").append(summary.note()).append('\n');
    }
    return legend
        .append(
            "p: McNemar's exact test of the paired episodes, not corrected for the number of"
                + " rows\n")
        .append("* p < 0.05 against the unperturbed episodes of the task; ")
        .append(NOT_APPLICABLE)
        .append(" nothing to act on\n")
        .append(summary.hasFalsePremises() ? Premises.MEANING + "\n" : "")
        .toString();
  }
}
