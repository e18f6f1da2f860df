package org.workcell.sim2real.optimize;

/**
 * Where a least-squares search ended.
 *
 * @param space the box
 * @param values the parameters
 * @param cost sum of losses there
 * @param residuals there, unweighted
 * @param jacobian change of residual {@code i} per change of parameter {@code j} across its box,
 *     {@code [i][j]}, by central differences
 * @param iterations steps that were taken
 * @param evaluations vectors that were evaluated
 * @param converged whether it ended because nothing got better, and not because its iterations were
 *     used up
 */
public record LeastSquaresResult(
    SearchSpace space,
    double[] values,
    double cost,
    double[] residuals,
    double[][] jacobian,
    int iterations,
    int evaluations,
    boolean converged) {

  /** Root of the mean square of the residuals. */
  public double rms() {
    double sum = 0;
    for (double residual : residuals) {
      sum += residual * residual;
    }
    return Math.sqrt(sum / Math.max(1, residuals.length));
  }
}
