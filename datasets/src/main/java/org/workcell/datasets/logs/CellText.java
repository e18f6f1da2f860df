package org.workcell.datasets.logs;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/** What the text of a cell says as a number. */
final class CellText {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d+([eE][+-]?\\d+)?");
  private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "null", "none", "-");

  private CellText() {}

  /** The number; NaN where the cell says that there is none; empty where it is some other text. */
  static OptionalDouble number(String cell, boolean decimalComma) {
    String text = cell.strip();
    if (decimalComma && DECIMAL_COMMA.matcher(text).matches()) {
      text = text.replace(',', '.');
    }
    // Of 400 characters no more than the first 20 digits count anyway.
    if (text.length() < 400 && NUMBER.matcher(text).matches()) {
      return OptionalDouble.of(Double.parseDouble(text));
    }
    String lower = text.length() > 9 ? "" : text.toLowerCase(Locale.ROOT);
    if (text.isEmpty() || (!lower.isEmpty() && MISSING.contains(lower))) {
      return OptionalDouble.of(Double.NaN);
    }
    return switch (lower) {
      case "true" -> OptionalDouble.of(1);
      case "false" -> OptionalDouble.of(0);
      case "inf", "+inf", "infinity", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      default -> OptionalDouble.empty();
    };
  }

  /** The start of a cell, for messages. */
  static String brief(String cell) {
    String shown = cell.length() <= 40 ? cell : cell.substring(0, 40) + "...";
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
