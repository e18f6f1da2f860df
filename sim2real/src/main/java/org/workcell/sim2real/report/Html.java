package org.workcell.sim2real.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The few things that writing the page takes. */
final class Html {

  static final String NOTHING = "–";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z_]+)}}");

  private Html() {}

  /** Text that is safe between tags and in quoted attributes. */
  static String escape(Object text) {
    return String.valueOf(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A paragraph of plain text. */
  static String paragraph(String text) {
    return "<p>%s</p>\n".formatted(escape(text));
  }

  /** A list of plain texts. */
  static String list(List<String> texts) {
    return texts.stream()
        .map(text -> "<li>%s</li>\n".formatted(escape(text)))
        .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
  }

  /** A section; empty where its content is. */
  static String section(String title, String content) {
    return content.isEmpty()
        ? ""
        : "<section>\n<h2>%s</h2>\n%s</section>\n".formatted(escape(title), content);
  }

  /** A table of cells that are plain text. */
  static String table(String kind, List<String> head, List<List<String>> rows) {
    StringBuilder table = new StringBuilder("<table class=\"%s\">\n<thead>".formatted(kind));
    table.append(row("th", head)).append("</thead>\n<tbody>\n");
    rows.forEach(cells -> table.append(row("td", cells)));
    return table.append("</tbody>\n</table>\n").toString();
  }

  private static String row(String tag, List<String> cells) {
    return cells.stream()
        .map(cell -> "<%s>%s</%s>".formatted(tag, escape(cell), tag))
        .collect(Collectors.joining("", "<tr>", "</tr>\n"));
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

  /** Both ends, or a dash. */
  static String interval(double low, double high) {
    return Double.isFinite(low) && Double.isFinite(high)
        ? "[%s, %s]".formatted(number(low), number(high))
        : NOTHING;
  }

  /** A page beside this class with its {@code {{placeholders}}} filled with HTML. */
  static String fill(String resource, Map<String, String> values) {
    Matcher matcher = PLACEHOLDER.matcher(read(resource));
    return matcher.replaceAll(
        found -> {
          String value = values.get(found.group(1));
          if (value == null) {
            throw new IllegalStateException(
                "%s asks for {{%s}}, which nothing fills".formatted(resource, found.group(1)));
          }
          return Matcher.quoteReplacement(value);
        });
  }

  private static String read(String resource) {
    try (InputStream in = Html.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " of the build cannot be read", e);
    }
  }
}
