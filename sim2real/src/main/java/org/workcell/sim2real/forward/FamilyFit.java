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

  double[] values() {
    return result.values();
  }
}
