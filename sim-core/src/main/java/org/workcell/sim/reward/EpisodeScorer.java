package org.workcell.sim.reward;

import java.util.Arrays;

/**
 * Makes rewards of a model's scores, as its {@link Scores} say. Memory is bounded: the model gets a
 * limited number of windows at a time. One thread at a time.
 */
public final class EpisodeScorer {

  /** Windows at a time where nobody says otherwise. */
  public static final int STANDARD_ROWS = 32;

  /** Most windows at a time. */
  public static final int MAX_ROWS = 1 << 16;

  private final RewardModel model;
  private final int batchRows;

  /**
   * Asks a model, which stays the caller's to close.
   *
   * @param batchRows most windows at a time, 1 to {@link #MAX_ROWS}
   */
  public EpisodeScorer(RewardModel model, int batchRows) {
    if (batchRows < 1 || batchRows > MAX_ROWS) {
      throw new IllegalArgumentException(
          "windows of a batch must be 1 to %d, not %d".formatted(MAX_ROWS, batchRows));
    }
    this.model = model;
    this.batchRows = batchRows;
  }

  /**
   * The reward of every step of an episode.
   *
   * @throws IllegalArgumentException if the model cannot read the episode
   * @throws IllegalStateException if the model's answer is not one finite score for each window
   */
  public double[] rewards(RewardEpisode episode) {
    RewardSpec spec = model.spec();
    double[] scores = scores(RewardBatch.of(episode, spec));
    double[] rewards = new double[episode.steps()];
    switch (spec.scores()) {
      case STEP -> System.arraycopy(scores, 0, rewards, 0, rewards.length);
      case SEGMENT -> spread(scores, spec.windowSteps(), rewards);
      case EPISODE -> rewards[rewards.length - 1] = scores[0];
    }
    return rewards;
  }

  private static void spread(double[] scores, int windowSteps, double[] rewards) {
    for (int i = 0; i < scores.length; i++) {
      int start = i * windowSteps;
      int end = Math.min(rewards.length, start + windowSteps);
      Arrays.fill(rewards, start, end, scores[i] / (end - start));
    }
  }

  private double[] scores(RewardBatch windows) {
    double[] scores = new double[windows.rows()];
    for (int first = 0; first < scores.length; first += batchRows) {
      int count = Math.min(batchRows, scores.length - first);
      double[] answer = model.score(windows.rows(first, count));
      if (answer.length != count) {
        throw new IllegalStateException(
            "reward model %s gave %d scores for %d windows"
                .formatted(model.name(), answer.length, count));
      }
      System.arraycopy(answer, 0, scores, first, count);
    }
    for (int i = 0; i < scores.length; i++) {
      if (!Double.isFinite(scores[i])) {
        throw new IllegalStateException(
            "reward model %s gave window %d the score %s; expected a finite number"
                .formatted(model.name(), i, scores[i]));
      }
    }
    return scores;
  }
}
