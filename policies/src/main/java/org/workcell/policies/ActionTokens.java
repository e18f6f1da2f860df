package org.workcell.policies;

import ai.djl.ndarray.NDArray;
import org.workcell.sim.batch.BlockSpec;

/**
 * Actions as words: every element's range is cut into bins of equal width, a token is the number of
 * a bin, and it stands for the bin's centre (RT-2, Brohan et al. 2023; OpenVLA, Kim et al. 2024).
 * Immutable.
 */
public final class ActionTokens {

  private final double[] low;
  private final double[] width;
  private final int bins;
  private final int chunkSteps;

  /**
   * Cuts the bounds of an action block.
   *
   * @param bins bins of every element
   * @param chunkSteps actions that are planned at once
   * @throws IllegalArgumentException if a bound is infinite or a number is not possible
   */
  public ActionTokens(BlockSpec action, int bins, int chunkSteps) {
    if (bins < 2 || chunkSteps < 1) {
      throw new IllegalArgumentException(
          "tokens need 2 bins and 1 action at least, not %d and %d".formatted(bins, chunkSteps));
    }
    this.low = action.low();
    this.width = new double[low.length];
    this.bins = bins;
    this.chunkSteps = chunkSteps;
    double[] high = action.high();
    for (int i = 0; i < low.length; i++) {
      width[i] = (high[i] - low[i]) / bins;
      if (!(width[i] > 0) || !Double.isFinite(width[i])) {
        throw new IllegalArgumentException(
            "tokens need finite action bounds; element %d has %s..%s"
                .formatted(i, low[i], high[i]));
      }
    }
  }

  /** Bins of every element. */
  public int bins() {
    return bins;
  }

  /** Actions that are planned at once. */
  public int chunkSteps() {
    return chunkSteps;
  }

  /** Tokens of one answer: steps times elements of an action. */
  public int tokensPerAnswer() {
    return chunkSteps * low.length;
  }

  /** Numbers that a network gives for one answer: tokens times bins. */
  public int logitsPerAnswer() {
    return Math.multiplyExact(tokensPerAnswer(), bins);
  }

  /** The token of a value; values out of bounds get the outermost. */
  public int token(int element, double value) {
    double bin = Math.floor((value - low[element]) / width[element]);
    return (int) Math.max(0, Math.min(bins - 1, bin));
  }

  /** The value that a token stands for. */
  public double value(int element, int token) {
    return low[element] + (token + 0.5) * width[element];
  }

  /** The element of an action that token number {@code index} of an answer belongs to. */
  int element(int index) {
    return index % low.length;
  }

  /**
   * Log-probability of whole answers.
   *
   * @param logits {@code [rows, tokens * bins]}
   * @param tokens int64 {@code [rows, tokens]}
   * @return {@code [rows]}
   */
  public NDArray logProbability(NDArray logits, NDArray tokens) {
    NDArray all = logits.reshape(-1, tokensPerAnswer(), bins).logSoftmax(2);
    return all.gather(tokens.expandDims(2), 2).squeeze(2).sum(new int[] {1});
  }
}
