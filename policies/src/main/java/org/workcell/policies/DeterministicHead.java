package org.workcell.policies;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Locale;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.random.RandomStream;

/** The answer is the action, {@code [rows, action]}, or a chunk, {@code [rows, steps, action]}. */
final class DeterministicHead implements ActionHead {

  private final int chunkSteps;
  private final int actionSize;
  private double[] values = new double[0];

  DeterministicHead(int chunkSteps, int actionSize) {
    this.chunkSteps = chunkSteps;
    this.actionSize = actionSize;
  }

  /**
   * The head that fits a first answer.
   *
   * @throws IllegalArgumentException if the answer holds no actions of this size for so many rows
   */
  static DeterministicHead fitting(NDList answer, int rows, int actionSize) {
    if (answer.size() != 1) {
      throw new IllegalArgumentException(
          "it answers with %d tensors, expected one of actions".formatted(answer.size()));
    }
    NDArray actions = answer.get(0);
    Shape shape = actions.getShape();
    if (!actions.getDataType().isFloating()) {
      throw new IllegalArgumentException(
          "it answers with %s, expected floating point numbers"
              .formatted(actions.getDataType().toString().toLowerCase(Locale.ROOT)));
    }
    int dimensions = shape.dimension();
    boolean fits =
        (dimensions == 2 || dimensions == 3)
            && shape.get(0) == rows
            && shape.get(dimensions - 1) == actionSize
            && shape.size() > 0;
    if (!fits) {
      throw new IllegalArgumentException(
          "%d rows are answered in the shape %s, expected [%d, %d] or [%d, steps, %d]"
              .formatted(rows, describe(shape), rows, actionSize, rows, actionSize));
    }
    if (dimensions == 3 && shape.get(1) > Policy.MAX_CHUNK_STEPS) {
      throw new IllegalArgumentException(
          "it answers with chunks of %d actions, expected %d at most"
              .formatted(shape.get(1), Policy.MAX_CHUNK_STEPS));
    }
    return new DeterministicHead(dimensions == 2 ? 1 : Math.toIntExact(shape.get(1)), actionSize);
  }

  private static String describe(Shape shape) {
    return Arrays.toString(shape.getShape());
  }

  @Override
  public int chunkSteps() {
    return chunkSteps;
  }

  @Override
  public int chunkSize() {
    return chunkSteps * actionSize;
  }

  @Override
  public boolean draws() {
    return false;
  }

  @Override
  public void read(NDList answer, int rows) {
    if (fitting(answer, rows, actionSize).chunkSteps != chunkSteps) {
      throw new IllegalArgumentException(
          "the network answered chunks of %d actions first and now others".formatted(chunkSteps));
    }
    values = answer.get(0).toType(DataType.FLOAT64, false).toDoubleArray();
  }

  @Override
  public void choose(int row, RandomStream stream, double[] chunk) {
    for (int i = 0; i < chunk.length; i++) {
      double value = values[row * chunk.length + i];
      // Actions are those of single precision; what it cannot hold is reported as it came.
      float single = (float) value;
      chunk[i] = Float.isInfinite(single) ? value : single;
    }
  }
}
