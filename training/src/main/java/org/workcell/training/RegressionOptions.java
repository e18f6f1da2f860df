package org.workcell.training;

/**
 * How a regression trains. Immutable.
 *
 * @param seed determines first weights, order of rows and noise
 * @param epochs passes over the training rows, at most
 * @param batchRows rows of each gradient step
 * @param learningRate of Adam at the start; it falls along half a cosine
 * @param weightDecay decoupled, of matrices only; 0 for none
 * @param gradientNorm to which gradients are cut
 * @param inputNoise deviation of noise that is added to standardized inputs
 */
public record RegressionOptions(
    long seed,
    int epochs,
    int batchRows,
    double learningRate,
    double weightDecay,
    double gradientNorm,
    double inputNoise) {

  /** What serves most logs. */
  public static RegressionOptions usual(long seed) {
    return new RegressionOptions(seed, 60, 256, 3e-3, 1e-3, 1, 0.02);
  }

  /** Checks ranges. */
  public RegressionOptions {
    if (epochs < 1 || batchRows < 1) {
      throw new IllegalArgumentException(
          "a regression of %d epochs and %d rows a batch; expected at least 1 of each"
              .formatted(epochs, batchRows));
    }
    if (!(learningRate > 0 && gradientNorm > 0 && weightDecay >= 0 && inputNoise >= 0)) {
      throw new IllegalArgumentException(
          "a regression of learning rate %s, gradient norm %s, weight decay %s, noise %s; expected positive rates and no negative numbers"
              .formatted(learningRate, gradientNorm, weightDecay, inputNoise));
    }
  }

  /** The same with other epochs and another rate. */
  public RegressionOptions with(int otherEpochs, double otherRate) {
    return new RegressionOptions(
        seed, otherEpochs, batchRows, otherRate, weightDecay, gradientNorm, inputNoise);
  }
}
