package org.workcell.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.workcell.sim.html.Html;

/** The table of tasks: a bar with its interval and the numbers beside it. */
final class TaskRows {

  private TaskRows() {}

  static String render(RunSummary summary) {
    StringBuilder rows = new StringBuilder();
    for (Map.Entry<String, SuccessSummary> task : summary.tasks().entrySet()) {
      rows.append(row(summary.marked(task.getKey()), task.getValue(), summary));
    }
    summary.groups().forEach((name, numbers) -> rows.append(row(name, numbers, summary)));
    if (summary.tasks().size() > 1) {
      rows.append("</tbody><tbody class=\"overall\">\n");
      rows.append(row("overall", summary.overall(), summary));
    }
    return rows.toString();
  }

  private static String row(String name, SuccessSummary numbers, RunSummary summary) {
    Headline headline = summary.headline();
    List<String> cells =
        new ArrayList<>(
            List.of(
                Html.name(name),
                bar(numbers, headline.rate(numbers)),
                "<b>%s</b>".formatted(rate(headline.rate(numbers), numbers, summary)),
                Numbers.percent(numbers.low()) + " – " + Numbers.percent(numbers.high()),
                rate(headline.other().rate(numbers), numbers, summary),
                Integer.toString(numbers.episodes()),
                Numbers.oneDecimal(numbers.meanReturn()),
                Numbers.oneDecimal(numbers.meanSteps()),
                errors(numbers.errors())));
    if (summary.testsPremises()) {
      cells.add(premise(numbers));
    }
    return Html.row("td", cells);
  }

  /** Where some rates are marked, the others leave room for a mark. */
  private static String rate(double rate, SuccessSummary numbers, RunSummary summary) {
    String room =
        summary.hasFalsePremises()
            ? "<span class=\"mark\">%s</span>".formatted(Premises.mark(numbers).strip())
            : "";
    return Numbers.percent(rate) + room;
  }

  /** The head of the column that rows have where premises are tested; else nothing. */
  static String premiseHead(RunSummary summary) {
    return summary.testsPremises() ? "<th>premise true</th>" : "";
  }

  private static String premise(SuccessSummary numbers) {
    String share = Numbers.orMissing(Premises.share(numbers).orElse(null));
    return numbers.hasFalsePremises() ? "<span class=\"warn\">%s</span>".formatted(share) : share;
  }

  private static String errors(int errors) {
    return errors == 0 ? "0" : "<span class=\"bad\">%d</span>".formatted(errors);
  }

  private static String bar(SuccessSummary numbers, double rate) {
    return """
    <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" \
    aria-label="%s percent">\
    <rect class="track" width="100" height="10"/>\
    <rect class="rate" width="%s" height="10"/>\
    <path class="whisker" d="M%s 5H%s"/></svg>\
    """
        .formatted(
            Numbers.percent(rate),
            coordinate(rate),
            coordinate(numbers.low()),
            coordinate(numbers.high()));
  }

  private static String coordinate(double rate) {
    return String.format(Locale.ROOT, "%.2f", 100 * rate);
  }
}
