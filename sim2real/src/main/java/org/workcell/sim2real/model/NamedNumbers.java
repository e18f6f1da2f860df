package org.workcell.sim2real.model;

import java.util.Map;
import java.util.TreeMap;

/** Positive numbers by name, in one text. */
final class NamedNumbers {

  private NamedNumbers() {}

  /**
   * Reads {@code NAME:VALUE,NAME:VALUE}.
   *
   * @param what the numbers are, for messages
   * @param unit of them, for messages
   * @throws IllegalArgumentException if it is written otherwise or a value is not positive
   */
  static Map<String, Double> parse(String text, String what, String unit) {
    Map<String, Double> result = new TreeMap<>();
    for (String pair : text.isBlank() ? new String[0] : text.trim().split(",")) {
      int colon = pair.lastIndexOf(':');
      double value;
      try {
        value = Double.parseDouble(pair.substring(colon + 1).trim());
      } catch (NumberFormatException e) {
        value = Double.NaN;
      }
      if (colon < 1 || !(value > 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "%s '%s' is not NAME:VALUE with a positive value in %s"
                .formatted(what, pair.trim(), unit));
      }
      result.put(pair.substring(0, colon).trim(), value);
    }
    return result;
  }
}
