package org.workcell.datasets.degradation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers by name, as {@code KEY:VALUE,...} on a command line. Immutable. */
final class Parameters {

  private final String owner;
  private final Map<String, Double> values;

  private Parameters(String owner, Map<String, Double> values) {
    this.owner = owner;
    this.values = values;
  }

  /**
   * Parses parameters.
   *
   * @param owner name of the degradation
   * @param standards every parameter in order with its standard; NaN where one has to be given
   */
  static Parameters parse(String owner, String text, Map<String, Double> standards) {
    Map<String, Double> values = new LinkedHashMap<>(standards);
    for (String part : text.isEmpty() ? new String[0] : text.split(",")) {
      int colon = part.indexOf(':');
      String key = colon < 1 ? part : part.substring(0, colon);
      if (colon < 1 || !standards.containsKey(key)) {
        throw new IllegalArgumentException(
            "'%s' is no parameter of %s; write KEY:NUMBER, with commas between several, of %s"
                .formatted(part, owner, String.join(", ", standards.keySet())));
      }
      values.put(key, number(part.substring(colon + 1)));
    }
    values.forEach(
        (key, value) -> {
          if (value.isNaN()) {
            throw new IllegalArgumentException(
                "%s needs its parameter %s; write %s=%s:NUMBER".formatted(owner, key, owner, key));
          }
        });
    return new Parameters(owner, values);
  }

  private static double number(String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException("'%s' is not a finite number".formatted(text));
  }

  /** A number within a range, ends included. */
  double number(String key, double least, double most) {
    double value = values.get(key);
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s of %s must be %s to %s, not %s".formatted(key, owner, least, most, value));
    }
    return value;
  }

  /** A whole number within a range, ends included. */
  int whole(String key, int least, int most) {
    double value = number(key, least, most);
    if (value != Math.rint(value)) {
      throw new IllegalArgumentException(
          "%s of %s must be a whole number, not %s".formatted(key, owner, value));
    }
    return (int) value;
  }

  /** Whether a parameter is 1 and not 0. */
  boolean flag(String key) {
    return whole(key, 0, 1) == 1;
  }

  /** All numbers in order. */
  String identity() {
    return values.entrySet().stream()
        .map(each -> each.getKey() + ":" + each.getValue())
        .collect(Collectors.joining(",", owner + "=", ""));
  }
}
