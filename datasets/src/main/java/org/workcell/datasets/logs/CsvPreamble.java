package org.workcell.datasets.logs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the {@code #} lines of a CSV file say: {@code name=value}, several in a line. */
final class CsvPreamble {

  private static final Pattern PAIR =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]{0,63})\\s*[=:]\\s*(\"[^\"]*\"|[^\\s,;]+)");
  private static final int MOST_PAIRS = 1000;

  private final Map<String, Double> constants = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  void add(String comment) {
    Matcher pairs = PAIR.matcher(comment);
    while (pairs.find() && constants.size() + texts.size() < MOST_PAIRS) {
      String text = pairs.group(2).replace("\"", "");
      OptionalDouble number = CellText.number(text, false);
      if (number.isPresent() && Double.isFinite(number.getAsDouble())) {
        constants.put(pairs.group(1), number.getAsDouble());
      } else {
        texts.put(pairs.group(1), CellText.brief(text));
      }
    }
  }

  Map<String, Double> constants() {
    return constants;
  }

  Map<String, String> texts() {
    return texts;
  }
}
