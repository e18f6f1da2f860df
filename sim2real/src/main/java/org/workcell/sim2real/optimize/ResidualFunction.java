package org.workcell.sim2real.optimize;

/**
 * What a least-squares search makes small. Takes many parameter vectors at once, so that all
 * columns of a Jacobian are one batch that workers can share.
 */
public interface ResidualFunction {

  /** Number of residuals of each vector. */
  int size();

  /**
   * Evaluates vectors. Equal vectors must give equal residuals, whatever else is in the batch.
   *
   * @param points parameter vectors, in the units of the search space; not changed
   * @param residuals a row of {@link #size} numbers for each vector, to fill; NaN or an infinite
   *     number says that the vector cannot be simulated
   */
  void evaluate(double[][] points, double[][] residuals);
}
