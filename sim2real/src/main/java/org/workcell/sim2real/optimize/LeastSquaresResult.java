package org.workcell.sim2real.optimize;

import java.util.List;

/**
 * Where a least-squares search ended.
 *
 * @param space the box
 * @param values the parameters
 * @param cost sum of losses there
 * @param residuals there, unweighted
 * @param jacobian change of residual {@code i} per change of parameter {@code j} across its box,
 *     {@code [i][j]}; by central differences, or of {@link LeastSquares#resume} as its steps have
 *     updated it
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
    return minimum().rms();
  }

  /** The end without the Jacobian. */
  public Minimum minimum() {
    return new Minimum(values, cost, residuals);
  }

  /**
   * With fewer parameters, whose Jacobian stays as it is; so do cost and residuals, which those of
   * the smaller box differ from.
   *
   * @param fewer the box of those that are kept
   * @param kept their places, in the order of {@code fewer}
   */
  public LeastSquaresResult columns(SearchSpace fewer, List<Integer> kept) {
    double[][] rows = new double[jacobian.length][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = chosen(jacobian[row], kept);
    }
    return new LeastSquaresResult(
        fewer, chosen(values, kept), cost, residuals, rows, iterations, evaluations, converged);
  }

  private static double[] chosen(double[] all, List<Integer> places) {
    return places.stream().mapToDouble(place -> all[place]).toArray();
  }
}
