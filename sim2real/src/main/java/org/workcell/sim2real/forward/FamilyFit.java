package org.workcell.sim2real.forward;

import org.workcell.sim2real.optimize.LeastSquaresResult;
import org.workcell.sim2real.optimize.ResidualGroups;
import org.workcell.sim2real.optimize.RobustLoss;

/**
 * A family fitted to logs.
 *
 * @param model with its unknowns
 * @param result their values
 * @param loss that was minimised
 * @param blocks residuals that depend on each other
 * @param trajectories residuals of a log
 * @param windows that were fitted
 */
record FamilyFit(
    FamilyModel model,
    LeastSquaresResult result,
    RobustLoss loss,
    ResidualGroups blocks,
    ResidualGroups trajectories,
    int windows) {

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
    return result.values();
  }
}
