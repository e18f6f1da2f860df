package org.workcell.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.workcell.sim.html.Html;

/** The factor x task table as a page: a heat map of rates, with intervals on each cell. */
final class PerturbationPage {

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

  /** The table alone. */
  static String table(PerturbationSummary summary) {
    List<String> header = new ArrayList<>(List.of("condition", "overall", "verdict"));
    summary.tasks().forEach(task -> header.add(Html.escape(task)));
    StringBuilder rows = new StringBuilder();
    summary.conditions().forEach((name, condition) -> rows.append(row(summary, name, condition)));
    return "<table>\n<thead>%s</thead>\n<tbody>\n%s</tbody>\n</table>\n"
        .formatted(Html.row("th", header), rows);
  }

  private static String row(
      PerturbationSummary summary, String name, PerturbationSummary.Condition condition) {
    StringBuilder cells = new StringBuilder("<tr><th>%s</th>".formatted(Html.escape(name)));
    cells.append(cell(summary, condition.overall()));
    cells.append("<td>").append(condition.finding(summary.isReference(name))).append("</td>");
    for (String task : summary.tasks()) {
      cells.append(cell(summary, condition.tasks().get(task)));
    }
    return cells.append("</tr>\n").toString();
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
