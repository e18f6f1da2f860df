package org.workcell.sim.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The few things that writing HTML takes. Thread-safe. */
public final class Html {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z_]+)}}");

  private Html() {}

  /** Text that is safe between tags and in quoted attributes. */
  public static String escape(Object text) {
    return String.valueOf(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * A long name of a task, condition or file that browsers break after underscores and slashes
   * only. Needs the style {@code .unbroken { white-space: nowrap; }}.
   */
  public static String name(String name) {
    return Arrays.stream(name.split("(?<=[_/])"))
        .map(Html::escape)
        .map(part -> part.contains("-") ? "<span class=\"unbroken\">" + part + "</span>" : part)
        .collect(Collectors.joining("<wbr>"));
  }

  /** A table row of cells that are HTML already. */
  public static String row(String cellTag, List<String> cells) {
    return cells.stream()
        .map(cell -> "<%s>%s</%s>".formatted(cellTag, cell, cellTag))
        .collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }

  /**
   * A page with its {@code {{placeholders}}} filled with HTML.
   *
   * @param beside the class in whose package the page lies
   * @param resource name of the page
   * @throws IllegalStateException if the page asks for what has no value
   */
  public static String fill(Class<?> beside, String resource, Map<String, String> values) {
    Matcher matcher = PLACEHOLDER.matcher(read(beside, resource));
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

  private static String read(Class<?> beside, String resource) {
    try (InputStream in = beside.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " of the build cannot be read", e);
    }
  }
}
