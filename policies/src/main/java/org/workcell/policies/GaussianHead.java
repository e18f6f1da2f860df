package org.workcell.policies;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.workcell.sim.random.RandomStream;

/** Normal actions: mean {@code [rows, action]} and logarithm of the deviation {@code [action]}. */
final class GaussianHead implements ActionHead {

  private final int actionSize;
  private final Choice choice;
  private float[] mean = new float[0];
  private float[] logDeviation = new float[0];

  GaussianHead(int actionSize, Choice choice) {
    this.actionSize = actionSize;
    this.choice = choice;
  }

  @Override
  public int chunkSteps() {
    return 1;
  }

  @Override
  public int chunkSize() {
    return actionSize;
  }

  @Override
  public boolean draws() {
    return choice == Choice.SAMPLE;
  }

  @Override
  public void read(NDList answer, int rows) {
    Shape means = new Shape(rows, actionSize);
    Shape deviations = new Shape(actionSize);
    boolean fits =
        answer.size() == 2
            && answer.get(0).getShape().equals(means)
            && answer.get(1).getShape().equals(deviations);
    if (!fits) {
      throw new IllegalArgumentException(
          "the network answers %s, expected means %s and log deviations %s"
              .formatted(answer.stream().map(NDArray::getShape).toList(), means, deviations));
    }
    mean = answer.get(0).toFloatArray();
    logDeviation = answer.get(1).toFloatArray();
  }

  @Override
  public void choose(int row, RandomStream stream, double[] chunk) {
    for (int i = 0; i < actionSize; i++) {
      chunk[i] = mean[row * actionSize + i];
      if (choice == Choice.SAMPLE) {
        chunk[i] += StrictMath.exp(logDeviation[i]) * stream.nextGaussian();
      }
    }
  }
}
