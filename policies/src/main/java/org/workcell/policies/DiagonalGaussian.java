package org.workcell.policies;

import ai.djl.ndarray.NDArray;

/** Formulas of a normal distribution with independent elements, for trainers. */
public final class DiagonalGaussian {

  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  private DiagonalGaussian() {}

  /**
   * Log-density: sum over elements of {@code -z^2/2 - log s - log(2 pi)/2}, {@code z = (x - m)/s}.
   *
   * @param actions {@code [rows, action]}
   * @param mean {@code [rows, action]}
   * @param logDeviation {@code [action]}
   * @return {@code [rows]}
   */
  public static NDArray logProbability(NDArray actions, NDArray mean, NDArray logDeviation) {
    NDArray z = actions.sub(mean).div(logDeviation.exp());
    return Tensors.scaled(z.square(), -0.5)
        .sub(logDeviation)
        .sub(HALF_LOG_TWO_PI)
        .sum(new int[] {1});
  }

  /**
   * Entropy: sum over elements of {@code log s + 1/2 + log(2 pi)/2}.
   *
   * @param logDeviation {@code [action]}
   * @return a scalar
   */
  public static NDArray entropy(NDArray logDeviation) {
    return logDeviation.add(0.5 + HALF_LOG_TWO_PI).sum();
  }
}
