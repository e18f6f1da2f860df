package org.workcell.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.workcell.sim.html.Html;

/** The factor x task table as a page: a heat map of rates, with intervals on each cell. */
final class PerturbationPage {

  /** Columns that fit a page 1300 pixels wide. */
  private static final int MOST_COLUMNS = 13;

  private PerturbationPage() {}

  /**
   * The whole page.
   *
   * @param warnings lines for its head, as HTML; or nothing
   */
  static String render(PerturbationSummary summary, String warnings) {
    return Html.fill(
        PerturbationPage.class,
        "perturbation.html",
        Map.of(
            "preset", Html.escape(summary.preset()),
            "note",
                summary.note().isEmpty()
                    ? ""
                    : "<p>%s: %s.</p>\n"
                        .formatted(Html.escape(summary.preset()), Html.escape(summary.note())),
            "warnings", warnings,
            "severity", Integer.toString(summary.severity()),
            "headline", Html.escape(summary.headline()),
            "table", table(summary)));
  }

  /** The table alone: conditions are rows, or columns where tasks would make it too wide. */
  static String table(PerturbationSummary summary) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head =
        new ArrayList<>(List.of(head("condition"), head("overall"), head("verdict")));
    summary.tasks().forEach(task -> head.add(head(Html.name(task))));
    rows.add(head);
    summary.conditions().forEach((name, condition) -> rows.add(row(summary, name, condition)));
    boolean tall = head.size() > MOST_COLUMNS && head.size() > rows.size();
    List<List<String>> shown = tall ? transposed(rows) : rows;
    String body = shown.stream().skip(1).map(PerturbationPage::line).collect(Collectors.joining());
    return """
    <table>
    <caption>%s of each task, in percent, by condition.</caption>
    <thead>%s</thead>
    <tbody>
    %s</tbody>
    </table>
    """
        .formatted(Html.escape(summary.headline()), line(shown.get(0)).strip(), body);
  }

  private static List<List<String>> transposed(List<List<String>> rows) {
    return IntStream.range(0, rows.get(0).size())
        .mapToObj(column -> rows.stream().map(row -> row.get(column)).toList())
        .toList();
  }

  private static String line(List<String> cells) {
    return "<tr>%s</tr>\n".formatted(String.join("", cells));
  }

  private static String head(String text) {
    return "<th>%s</th>".formatted(text);
  }

  private static List<String> row(
      PerturbationSummary summary, String name, PerturbationSummary.Condition condition) {
    List<String> cells = new ArrayList<>(List.of(head(Html.name(name))));
    cells.add(cell(summary, condition.overall()));
    cells.add("<td class=\"word\">%s</td>".formatted(condition.finding(summary.isReference(name))));
    for (String task : summary.tasks()) {
      cells.add(cell(summary, condition.tasks().get(task)));
    }
    return cells;
  }

  private static String cell(
      PerturbationSummary summary, PerturbationSummary.Comparison comparison) {
    if (comparison == null) {
      return "<td class=\"none\">–</td>";
    }
    double rate = summary.rate(comparison.perturbed());
    return String.format(
        Locale.ROOT,
        "<td style=\"--rate:%.3f\" title=\"95 %% interval %s; unperturbed %s; %s\">%s%s</td>",
        rate,
        Numbers.interval(comparison.perturbed()),
        Premises.rate(summary.rate(comparison.unperturbed()), comparison.unperturbed()),
        comparison.finding(),
        Numbers.percent(rate),
        Premises.mark(comparison.perturbed()));
  }
}
