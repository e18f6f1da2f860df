package org.workcell.sim2real.forward;

import org.workcell.sim2real.optimize.Minimum;
import org.workcell.sim2real.optimize.RobustLoss;

/**
 * A family fitted to logs.
 *
 * @param model with its unknowns
 * @param minimum their values
 * @param loss that was minimised
 * @param windows that were fitted
 */
record FamilyFit(FamilyModel model, Minimum minimum, RobustLoss loss, int windows) {

  /**
   * The value of a path.
   *
   * @throws IllegalArgumentException if it is neither fitted, held nor a number of the chain
   */
  double value(String path) {
    for (int i = 0; i < values().length; i++) {
      if (model.unknowns().get(i).paths().contains(path)) {
        return values()[i];
      }
    }
    return model.fixed(path);
  }

  double[] values() {
    return minimum.values();
  }
}
