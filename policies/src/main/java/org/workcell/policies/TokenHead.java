package org.workcell.policies;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.workcell.sim.random.RandomStream;

/**
 * Tokens, each from a categorical distribution of its own: logits {@code [rows, tokens * bins]}.
 */
final class TokenHead implements ActionHead {

  private final ActionTokens tokens;
  private final Choice choice;
  private final double[] weights;
  private float[] logits = new float[0];

  TokenHead(ActionTokens tokens, Choice choice) {
    this.tokens = tokens;
    this.choice = choice;
    this.weights = new double[tokens.bins()];
  }

  @Override
  public int chunkSteps() {
    return tokens.chunkSteps();
  }

  @Override
  public int chunkSize() {
    return tokens.tokensPerAnswer();
  }

  @Override
  public boolean draws() {
    return choice == Choice.SAMPLE;
  }

  @Override
  public void read(NDList answer, int rows) {
    if (answer.size() != 1
        || answer.get(0).getShape().size() != (long) rows * tokens.logitsPerAnswer()) {
      throw new IllegalArgumentException(
          "the network answers %s, expected logits (%d, %d)"
              .formatted(
                  answer.stream().map(NDArray::getShape).toList(), rows, tokens.logitsPerAnswer()));
    }
    logits = answer.get(0).toFloatArray();
  }

  @Override
  public void choose(int row, RandomStream stream, double[] chunk) {
    for (int i = 0; i < chunk.length; i++) {
      int first = (row * chunk.length + i) * tokens.bins();
      int token = choice == Choice.SAMPLE ? draw(first, stream) : mostLikely(first);
      chunk[i] = token < 0 ? Double.NaN : tokens.value(tokens.element(i), token);
    }
  }

  /** The first of the largest; -1 where one is not a number. */
  private int mostLikely(int first) {
    int best = 0;
    for (int bin = 0; bin < tokens.bins(); bin++) {
      if (Float.isNaN(logits[first + bin])) {
        return -1;
      }
      if (logits[first + bin] > logits[first + best]) {
        best = bin;
      }
    }
    return best;
  }

  /** By one uniform number along the cumulated probabilities. */
  private int draw(int first, RandomStream stream) {
    int best = mostLikely(first);
    double point = stream.nextDouble();
    if (best < 0) {
      return -1;
    }
    double sum = 0;
    for (int bin = 0; bin < weights.length; bin++) {
      weights[bin] = StrictMath.exp((double) logits[first + bin] - logits[first + best]);
      sum += weights[bin];
    }
    double left = point * sum;
    for (int bin = 0; bin < weights.length; bin++) {
      left -= weights[bin];
      if (left < 0) {
        return bin;
      }
    }
    return best;
  }
}
