package org.workcell.sim2real.model;

import java.util.Map;
import org.workcell.sim.physics.Model;

/** How fast joints may move. MJCF has no element for it, so that a text of the model says it. */
public final class VelocityLimits {

  /** Name of the MJCF text element: {@code JOINT:VALUE,JOINT:VALUE}, rad/s or m/s. */
  public static final String TEXT = "velocity_limits";

  private VelocityLimits() {}

  /**
   * Those of a model, by joint; empty where it has none.
   *
   * @throws IllegalArgumentException if the text is written otherwise or a value is not positive
   */
  public static Map<String, Double> of(Model model) {
    String text = new ModelScan(model).texts().getOrDefault(TEXT, "");
    return NamedNumbers.parse(text, "velocity limit", "rad/s or m/s");
  }
}
