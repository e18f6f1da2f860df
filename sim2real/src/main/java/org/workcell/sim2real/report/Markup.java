package org.workcell.sim2real.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.workcell.sim.html.Html;

/** Parts of the page: paragraphs, lists, tables, sections and numbers. */
final class Markup {

  static final String NOTHING = "–";

  /** Where long paths of parameters may go on in a new line. */
  private static final Pattern BREAKS = Pattern.compile("(?<=\\w)[/_.](?=[a-z])");

  /** An interval goes into a new line whole. */
  private static final Pattern INTERVAL = Pattern.compile("\\[([^\\[\\], ]+), ([^\\[\\], ]+)]");

  private Markup() {}

  /** A paragraph of plain text. */
  static String paragraph(String text) {
    return "<p>%s</p>\n".formatted(Html.escape(text));
  }

  /** A list of plain texts. */
  static String list(List<String> texts) {
    return texts.stream()
        .map(text -> "<li>%s</li>\n".formatted(Html.escape(text)))
        .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
  }

  /** A section; empty where its content is. */
  static String section(String title, String content) {
    return content.isEmpty()
        ? ""
        : "<section>\n<h2>%s</h2>\n%s</section>\n".formatted(Html.escape(title), content);
  }

  /** A table of cells that are plain text. */
  static String table(String kind, List<String> head, List<List<String>> rows) {
    StringBuilder table = new StringBuilder("<table class=\"%s\">\n<thead>".formatted(kind));
    table.append(unbroken(row("th", head))).append("</thead>\n<tbody>\n");
    rows.forEach(cells -> table.append(row("td", cells)));
    return table.append("</tbody>\n</table>\n").toString();
  }

  /** Numbers stay beside their units. */
  private static String unbroken(String head) {
    return head.replaceAll("(\\d) (s|ms|rad|mrad|mm|Hz)\\b", "$1&nbsp;$2");
  }

  private static String row(String tag, List<String> cells) {
    return Html.row(
        tag,
        cells.stream()
            .map(Html::escape)
            .map(cell -> BREAKS.matcher(cell).replaceAll("$0<wbr>"))
            .map(cell -> INTERVAL.matcher(cell).replaceAll("[$1,&nbsp;$2]"))
            .toList());
  }

  /** Four digits that count, or a dash for what is no number. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return NOTHING;
    }
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size < 1e-4 || size >= 1e6) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%." + Math.min(6, decimals) + "f", value);
  }

  /** A number, followed by its interval where there is one. */
  static String withInterval(double value, double low, double high) {
    return number(value)
        + (Double.isFinite(low) && Double.isFinite(high) ? " " + interval(low, high) : "");
  }

  /** Both ends, or a dash. */
  static String interval(double low, double high) {
    return Double.isFinite(low) && Double.isFinite(high)
        ? "[%s, %s]".formatted(number(low), number(high))
        : NOTHING;
  }
}
