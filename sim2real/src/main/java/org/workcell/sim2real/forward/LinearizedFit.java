package org.workcell.sim2real.forward;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim2real.optimize.Identifiability;
import org.workcell.sim2real.optimize.LeastSquaresResult;
import org.workcell.sim2real.optimize.ResidualGroups;
import org.workcell.sim2real.optimize.RobustLoss;

/**
 * A family fitted to logs, with the Jacobian there.
 *
 * @param model with its unknowns
 * @param result their values and the Jacobian
 * @param loss that was minimised
 * @param blocks residuals that depend on each other
 * @param trajectories residuals of a log
 * @param windows that were fitted
 */
record LinearizedFit(
    FamilyModel model,
    LeastSquaresResult result,
    RobustLoss loss,
    ResidualGroups blocks,
    ResidualGroups trajectories,
    int windows) {

  double[] values() {
    return result.values();
  }

  FamilyFit fit() {
    return new FamilyFit(model, result.minimum(), loss, windows);
  }

  /** A line for each value at an end of its search range. */
  List<String> bounds() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < values().length; i++) {
      String bound = model.unknowns().get(i).bound(values()[i]);
      if (!bound.isEmpty()) {
        lines.add(
            "%s = %.4g is %s"
                .formatted(model.unknowns().get(i).search().name(), values()[i], bound));
      }
    }
    return lines;
  }

  Identifiability identifiability(double limit) {
    return Identifiability.of(result, loss, blocks, limit);
  }

  /**
   * Without some unknowns; the Jacobian of the others, the cost and the residuals are those of
   * before.
   *
   * @param smaller the model of the others
   * @param frozen places of those that are left out
   */
  LinearizedFit without(FamilyModel smaller, List<Integer> frozen) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < values().length; i++) {
      if (!frozen.contains(i)) {
        kept.add(i);
      }
    }
    return with(smaller, result.columns(smaller.space(), kept));
  }

  /** With another end. */
  LinearizedFit with(FamilyModel other, LeastSquaresResult end) {
    return new LinearizedFit(other, end, loss, blocks, trajectories, windows);
  }
}
