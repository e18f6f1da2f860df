package org.workcell.sim.control;

import java.util.Map;
import java.util.TreeMap;

/** A constant offset on components of the command, like a robot that is calibrated wrongly. */
public final class OffsetFilterProvider implements CommandFilterProvider {

  @Override
  public String name() {
    return "offset";
  }

  @Override
  public String description() {
    return "adds constants to components of the command, in their units:"
        + " offset=COMPONENT:NUMBER,..., for example offset=hand_target_x:0.005";
  }

  @Override
  public CommandFilterFactory create(String parameters) {
    Map<String, Double> offsets = new TreeMap<>();
    for (String part : parameters.split(",")) {
      int colon = part.lastIndexOf(':');
      double offset = colon < 1 ? Double.NaN : number(part.substring(colon + 1));
      if (!Double.isFinite(offset)) {
        throw new IllegalArgumentException(
            "'%s' is no offset; write COMPONENT:NUMBER, with commas between several, for example"
                    .formatted(part)
                + " hand_target_x:0.005");
      }
      String component = part.substring(0, colon);
      if (offsets.put(component, offset) != null) {
        throw new IllegalArgumentException(
            "component '%s' has two offsets; give one".formatted(component));
      }
    }
    return new OffsetFilterFactory(offsets);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
