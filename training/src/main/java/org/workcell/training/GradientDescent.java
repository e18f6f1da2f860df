package org.workcell.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.workcell.policies.Libtorch;

/**
 * Changes the weights of blocks so that a loss falls: Adam (Kingma and Ba 2015), with gradients cut
 * to a norm. One thread, and one such step in the process at a time.
 */
public final class GradientDescent {

  private static final float EPSILON = 1e-5f;

  private final List<NDArray> weights = new ArrayList<>();
  private final Optimizer adam;
  private final double mostNorm;

  /**
   * Prepares steps for all weights of blocks that gradients may move.
   *
   * @param learningRate of Adam
   * @param mostNorm of all gradients together
   */
  public GradientDescent(double learningRate, double mostNorm, Block... blocks) {
    this.mostNorm = mostNorm;
    this.adam =
        Optimizer.adam()
            .optLearningRateTracker(Tracker.fixed((float) learningRate))
            .optEpsilon(EPSILON)
            .build();
    for (Block block : blocks) {
      for (Parameter parameter : block.getParameters().values()) {
        if (parameter.requiresGradient()) {
          parameter.getArray().setRequiresGradient(true);
          weights.add(parameter.getArray());
        }
      }
    }
  }

  /**
   * Takes one step. Gradients that are there already, of a loss of other weights for example, do
   * not count.
   *
   * @param loss computes a scalar from the weights
   * @return the loss before the step
   * @throws IllegalStateException if loss or gradients are not finite; nothing has changed then
   */
  public double step(Supplier<NDArray> loss) {
    clearGradients();
    double value;
    try (GradientCollector collector = Libtorch.newGradientCollector()) {
      NDArray scalar = loss.get();
      value = scalar.toType(DataType.FLOAT32, false).getFloat();
      collector.backward(scalar);
    }
    List<NDArray> gradients = weights.stream().map(NDArray::getGradient).toList();
    double norm = norm(gradients);
    if (!Double.isFinite(value) || !Double.isFinite(norm)) {
      throw new IllegalStateException(
          "the loss is %s and its gradient's norm %s; use a smaller learning rate"
              .formatted(value, norm));
    }
    double scale = Math.min(1, mostNorm / (norm + 1e-9));
    for (int i = 0; i < weights.size(); i++) {
      gradients.get(i).muli(scale);
      adam.update(Integer.toString(i), weights.get(i), gradients.get(i));
      gradients.get(i).close();
    }
    return value;
  }

  /** The loss of other weights may have passed through these and left gradients behind. */
  private void clearGradients() {
    for (NDArray weight : weights) {
      try (NDArray gradient = weight.getGradient()) {
        gradient.muli(0);
      }
    }
  }

  private static double norm(List<NDArray> gradients) {
    double sum = 0;
    for (NDArray gradient : gradients) {
      try (NDArray square = gradient.square();
          NDArray total = square.sum()) {
        sum += total.getFloat();
      }
    }
    return Math.sqrt(sum);
  }
}
