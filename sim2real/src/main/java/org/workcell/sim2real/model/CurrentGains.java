package org.workcell.sim2real.model;

import java.util.Map;

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
    return NamedNumbers.parse(text, "gain", "N m/A");
  }

  /** Those of the model's own text; empty where it has none. */
  public static Map<String, Double> of(RobotModel model) {
    return parse(model.texts().getOrDefault(TEXT, ""));
  }
}
