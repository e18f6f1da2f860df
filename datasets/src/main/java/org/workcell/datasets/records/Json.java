package org.workcell.datasets.records;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** How Workcell writes JSON: snake_case names in the order of declaration, UTF-8, same bytes. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private static final ObjectWriter PRETTY = MAPPER.writer(prettyPrinter());

  /** Where the parser names options of its own, and places in a source that it does not show. */
  private static final Pattern HINTS =
      Pattern.compile(
          "\\s*\\(?(?:start marker )?at \\[Source: [^]]*]\\)?|: enable `[^`]+` to allow");

  private Json() {}

  private static DefaultPrettyPrinter prettyPrinter() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""))
        .withObjectIndenter(indenter);
  }

  /** Reads and writes by these rules. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** A value on many lines, for files that people read; ends with a line break. */
  public static String pretty(Object value) {
    try {
      return PRETTY.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value cannot be written as JSON", e);
    }
  }

  /** A value as one line of a JSON Lines file, with its line break. */
  public static byte[] line(Object value) {
    try {
      return (MAPPER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value cannot be written as JSON", e);
    }
  }

  /**
   * What is wrong with a text that is no JSON, and where, for the people who named it: the parser's
   * own words, without its hints for programmers.
   */
  public static String problem(JsonProcessingException fault) {
    String words = HINTS.matcher(fault.getOriginalMessage()).replaceAll("");
    JsonLocation place = fault.getLocation();
    return place == null || place.getLineNr() < 1
        ? words
        : "%s, line %d, column %d".formatted(words, place.getLineNr(), place.getColumnNr());
  }
}
