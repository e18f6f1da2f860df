package org.workcell.training;

/**
 * Rows of a regression.
 *
 * @param count how many
 * @param inputs standardized by the caller, [row][input]
 * @param targets [row][output]
 * @param weights how much each target counts, [row][output]
 */
public record RegressionRows(int count, float[] inputs, float[] targets, float[] weights) {

  /** Checks sizes. */
  public RegressionRows {
    boolean fit = count == 0 ? inputs.length == 0 : inputs.length % count == 0;
    if (!fit || targets.length != weights.length || (count > 0 && targets.length % count != 0)) {
      throw new IllegalArgumentException(
          "%d inputs, %d targets and %d weights do not make %d rows"
              .formatted(inputs.length, targets.length, weights.length, count));
    }
  }
}
