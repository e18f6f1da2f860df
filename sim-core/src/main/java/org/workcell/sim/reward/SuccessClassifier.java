package org.workcell.sim.reward;

/**
 * A sparse reward from a model of the probability of success: 1 where it is at least a threshold,
 * else 0. Closes the model.
 */
public final class SuccessClassifier implements RewardModel {

  private final RewardModel probability;
  private final double threshold;

  /**
   * A classifier.
   *
   * @param probability a model whose scores lie in [0, 1]
   * @param threshold the least probability that counts as success, in (0, 1]
   */
  public SuccessClassifier(RewardModel probability, double threshold) {
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "the threshold of a success classifier must be above 0 and at most 1, not " + threshold);
    }
    this.probability = probability;
    this.threshold = threshold;
  }

  @Override
  public String name() {
    return probability.name();
  }

  @Override
  public String identity() {
    return "1 where at least %s, else 0, of %s".formatted(threshold, probability.identity());
  }

  @Override
  public RewardSpec spec() {
    return probability.spec();
  }

  /**
   * 1 or 0 for each window.
   *
   * @throws IllegalStateException if a probability lies outside [0, 1]
   */
  @Override
  public double[] score(RewardBatch batch) {
    double[] scores = probability.score(batch);
    for (int i = 0; i < scores.length; i++) {
      if (!(scores[i] >= 0 && scores[i] <= 1)) {
        throw new IllegalStateException(
            "%s gave %s where a probability was expected; end its module with a sigmoid"
                .formatted(probability.name(), scores[i]));
      }
      scores[i] = scores[i] >= threshold ? 1 : 0;
    }
    return scores;
  }

  @Override
  public void close() {
    probability.close();
  }
}
