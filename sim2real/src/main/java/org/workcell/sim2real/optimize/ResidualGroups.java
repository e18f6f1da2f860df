package org.workcell.sim2real.optimize;

/**
 * Which residuals belong together: within a group they may depend on each other, between groups
 * they do not. Windows of a replay are groups for noise, trajectories are groups for a bootstrap.
 *
 * @param sizes number of residuals of each group, in the order of the residuals
 */
public record ResidualGroups(int... sizes) {

  /** Takes a defensive copy. */
  public ResidualGroups {
    sizes = sizes.clone();
  }

  /** Number of groups. */
  public int count() {
    return sizes.length;
  }

  /** The quadratic models of the groups' costs; their sum is that of the whole. */
  NormalEquations[] equations(LeastSquaresResult fit, RobustLoss loss) {
    NormalEquations[] equations = new NormalEquations[sizes.length];
    int from = 0;
    for (int i = 0; i < sizes.length; i++) {
      int to = from + sizes[i];
      equations[i] =
          NormalEquations.of(fit.jacobian(), fit.residuals(), loss, from, to, fit.space().size());
      from = to;
    }
    if (from != fit.residuals().length) {
      throw new IllegalArgumentException(
          "the groups have %d residuals, the fit has %d".formatted(from, fit.residuals().length));
    }
    return equations;
  }
}
