package org.workcell.sim2real.optimize;

/**
 * Where a descent ended.
 *
 * @param values the parameters
 * @param cost sum of losses there; infinite where the starting point could not be evaluated
 * @param residuals there, unweighted
 */
public record Minimum(double[] values, double cost, double[] residuals) {

  /** Root of the mean square of the residuals. */
  public double rms() {
    double sum = 0;
    for (double residual : residuals) {
      sum += residual * residual;
    }
    return Math.sqrt(sum / Math.max(1, residuals.length));
  }
}
