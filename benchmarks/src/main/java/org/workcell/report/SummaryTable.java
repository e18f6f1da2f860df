package org.workcell.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A summary as a table of plain text. Rates are in percent. */
public final class SummaryTable {

  private static final List<String> HEADER =
      List.of(
          "task",
          "episodes",
          "success_once %",
          "95 % interval",
          "success_at_end %",
          "mean return",
          "mean steps",
          "errors");

  private SummaryTable() {}

  /** One row for each task, then the overall row; lines end with line breaks. */
  public static String render(RunSummary summary) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    summary.tasks().forEach((task, numbers) -> rows.add(row(task, numbers)));
    rows.add(row("overall", summary.overall()));
    int[] widths =
        IntStream.range(0, HEADER.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    String rule = "-".repeat(IntStream.of(widths).sum() + 2 * (widths.length - 1));
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(line(row, widths)));
    lines.add(1, rule);
    lines.add(lines.size() - 1, rule);
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static List<String> row(String name, SuccessSummary numbers) {
    return List.of(
        name,
        Integer.toString(numbers.episodes()),
        Numbers.percent(numbers.successOnce()),
        Numbers.interval(numbers),
        Numbers.percent(numbers.successAtEnd()),
        Numbers.oneDecimal(numbers.meanReturn()),
        Numbers.oneDecimal(numbers.meanSteps()),
        Integer.toString(numbers.errors()));
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
