package org.workcell.sim2real.model;

import java.util.Map;
import java.util.TreeMap;

/** Torque per motor current as a model says it, or a command line. */
public final class CurrentGains {

  /** Name of the MJCF text element that has them. */
  public static final String TEXT = "torque_per_current";

  private CurrentGains() {}

  /**
   * Reads {@code NAME:VALUE,NAME:VALUE}, N m per A by joint or actuator.
   *
   * @throws IllegalArgumentException if it is written otherwise or a value is not positive
   */
  public static Map<String, Double> parse(String text) {
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
            "gain '%s' is not NAME:VALUE with a positive value in N m/A".formatted(pair.trim()));
      }
      result.put(pair.substring(0, colon).trim(), value);
    }
    return result;
  }

  /** Those of the model's own text; empty where it has none. */
  public static Map<String, Double> of(RobotModel model) {
    return parse(model.texts().getOrDefault(TEXT, ""));
  }
}
