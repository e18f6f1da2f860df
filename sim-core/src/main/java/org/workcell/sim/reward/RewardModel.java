package org.workcell.sim.reward;

/**
 * Scores windows of stored steps: a learned reward, a success classifier, a preference over
 * segments, or a rule. It runs when an episode enters a replay buffer or a data set, and never
 * inside a step of an environment. {@link EpisodeScorer} makes rewards of the scores.
 *
 * <p>Deterministic: a window has the same score to the bit, whoever is in the batch. One thread at
 * a time.
 */
public interface RewardModel extends AutoCloseable {

  /** The name in reports. */
  String name();

  /** What the scores depend on, in one line: the same words mean the same scores. */
  String identity();

  /** What it reads. */
  RewardSpec spec();

  /**
   * Scores every window of a batch.
   *
   * @param batch windows of {@link #spec}
   * @return a finite score for each row
   * @throws IllegalArgumentException if the batch lacks something that the spec names, or has it in
   *     another type or shape
   * @throws IllegalStateException if there is no usable answer
   */
  double[] score(RewardBatch batch);

  /** Frees what the model holds. Idempotent. */
  @Override
  default void close() {}
}
