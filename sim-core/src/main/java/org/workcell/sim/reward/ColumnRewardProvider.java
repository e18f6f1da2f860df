package org.workcell.sim.reward;

import java.util.HashMap;
import java.util.Map;

/** Offers {@link ColumnReward} on command lines. */
public final class ColumnRewardProvider implements RewardModelProvider {

  private static final String CONSTANT = "constant";
  private static final String CHANGE = "change.";

  @Override
  public String name() {
    return "columns";
  }

  @Override
  public String description() {
    return "sums info columns:"
        + " columns=[constant:NUMBER,][COLUMN:WEIGHT,][change.COLUMN:WEIGHT,]...; a weight"
        + " with change. is of what the column changed in the step";
  }

  @Override
  public RewardModel create(String parameters) {
    double constant = 0;
    Map<String, Double> levels = new HashMap<>();
    Map<String, Double> changes = new HashMap<>();
    for (String part : parameters.isEmpty() ? new String[0] : parameters.split(",")) {
      int colon = part.lastIndexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException(
            "'%s' is no weight of columns; write COLUMN:NUMBER, change.COLUMN:NUMBER or"
                    .formatted(part)
                + " constant:NUMBER, with commas between several");
      }
      String key = part.substring(0, colon);
      double weight = number(part.substring(colon + 1));
      Double before;
      if (key.equals(CONSTANT)) {
        before = constant == 0 ? null : (Double) constant;
        constant = weight;
      } else if (key.startsWith(CHANGE)) {
        before = changes.put(key.substring(CHANGE.length()), weight);
      } else {
        before = levels.put(key, weight);
      }
      if (before != null) {
        throw new IllegalArgumentException("'%s' is given twice".formatted(key));
      }
    }
    if (levels.isEmpty() && changes.isEmpty()) {
      throw new IllegalArgumentException(
          "columns names no column; write, for example,"
              + " columns=constant:-1,change.stages_reached:10");
    }
    return new ColumnReward(constant, levels, changes);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is not a number".formatted(text), e);
    }
  }
}
