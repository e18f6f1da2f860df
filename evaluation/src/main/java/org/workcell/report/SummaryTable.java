package org.workcell.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A summary as a table of plain text. Rates are in percent. */
public final class SummaryTable {

  private SummaryTable() {}

  /**
   * One row for each task, then one for each group, then the overall row; lines end with line
   * breaks.
   */
  public static String render(RunSummary summary) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(header(summary.headline()));
    summary
        .tasks()
        .forEach((task, numbers) -> rows.add(row(summary.marked(task), numbers, summary)));
    int taskCount = summary.tasks().size();
    summary.groups().forEach((name, numbers) -> rows.add(row(name, numbers, summary)));
    rows.add(row("overall", summary.overall(), summary));
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    String rule = "-".repeat(IntStream.of(widths).sum() + 2 * (widths.length - 1));
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(line(row, widths)));
    lines.add(1, rule);
    if (!summary.groups().isEmpty()) {
      lines.add(2 + taskCount, rule);
    }
    lines.add(lines.size() - 1, rule);
    if (summary.meanOfGroups() != null) {
      lines.add(
          "mean of the groups: %s %%, 'overall' is over all episodes"
              .formatted(
                  Numbers.percent(summary.meanOfGroups())
                      + (summary.groups().values().stream()
                              .anyMatch(SuccessSummary::hasFalsePremises)
                          ? Premises.MARK
                          : "")));
    }
    if (!summary.readsScene().isEmpty()) {
      lines.add(summary.meaningOfMark());
    }
    if (summary.overall().hasFalsePremises()) {
      lines.add(Premises.MEANING);
    }
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static List<String> header(Headline headline) {
    return List.of(
        "task",
        "episodes",
        headline.label() + " %",
        "95 % interval",
        headline.other().label() + " %",
        "mean return",
        "mean steps",
        "errors");
  }

  private static List<String> row(String name, SuccessSummary numbers, RunSummary summary) {
    Headline headline = summary.headline();
    return List.of(
        name,
        Integer.toString(numbers.episodes()),
        rate(headline.rate(numbers), numbers, summary),
        Numbers.interval(numbers),
        rate(headline.other().rate(numbers), numbers, summary),
        Numbers.oneDecimal(numbers.meanReturn()),
        Numbers.oneDecimal(numbers.meanSteps()),
        Integer.toString(numbers.errors()));
  }

  /** Where some rates are marked, the others leave room for a mark. */
  private static String rate(double rate, SuccessSummary numbers, RunSummary summary) {
    boolean room = summary.overall().hasFalsePremises() && !numbers.hasFalsePremises();
    return Premises.rate(rate, numbers) + (room ? " ".repeat(Premises.MARK.length()) : "");
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    line.append(cells.get(0)).append(" ".repeat(widths[0] - cells.get(0).length()));
    for (int i = 1; i < cells.size(); i++) {
      line.append("  ").append(" ".repeat(widths[i] - cells.get(i).length())).append(cells.get(i));
    }
    return line.toString();
  }
}
