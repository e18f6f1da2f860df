package org.workcell.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.Libtorch;
import org.workcell.policies.Tensors;

/**
 * Changes the weights of blocks so that a loss falls: Adam (Kingma and Ba 2015) with gradients cut
 * to a norm and, if wanted, decoupled weight decay (Loshchilov and Hutter 2019). Its moments can be
 * saved and loaded. One thread, and one such step in the process at a time. Closing is idempotent
 * and leaves the weights.
 */
public final class ClippedAdam implements AutoCloseable {

  private static final double FIRST_DECAY = 0.9f;
  private static final double SECOND_DECAY = 0.999f;
  private static final float EPSILON = 1e-5f;

  private final NDManager manager = Libtorch.newManager(ComputeDevice.CPU);
  private final List<NDArray> weights = new ArrayList<>();
  private final List<NDArray> means = new ArrayList<>();
  private final List<NDArray> variances = new ArrayList<>();
  private final double mostNorm;
  private double learningRate;
  private double weightDecay;
  private int steps;

  /**
   * Prepares steps for all weights of blocks that gradients may move.
   *
   * @param learningRate of Adam
   * @param mostNorm of all gradients together
   */
  public ClippedAdam(double learningRate, double mostNorm, Block... blocks) {
    this.learningRate = learningRate;
    this.mostNorm = mostNorm;
    for (Block block : blocks) {
      for (Parameter parameter : block.getParameters().values()) {
        if (parameter.requiresGradient()) {
          NDArray weight = parameter.getArray();
          weight.setRequiresGradient(true);
          weights.add(weight);
          means.add(manager.zeros(weight.getShape(), weight.getDataType()));
          variances.add(manager.zeros(weight.getShape(), weight.getDataType()));
        }
      }
    }
  }

  /** Changes the learning rate of the steps that follow. */
  public void useLearningRate(double rate) {
    learningRate = rate;
  }

  /**
   * Changes the weight decay of the steps that follow: each also multiplies matrices by {@code 1 -
   * learning rate * decay}. Biases and deviations do not decay.
   */
  public void useWeightDecay(double decay) {
    weightDecay = decay;
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
    steps++;
    double scale = Math.min(1, mostNorm / (norm + 1e-9));
    for (int i = 0; i < weights.size(); i++) {
      gradients.get(i).muli(scale);
      decay(weights.get(i));
      update(i, gradients.get(i));
      gradients.get(i).close();
    }
    return value;
  }

  private void decay(NDArray weight) {
    if (weightDecay > 0 && weight.getShape().dimension() > 1) {
      float[] values = weight.toFloatArray();
      float factor = (float) (1 - learningRate * weightDecay);
      for (int i = 0; i < values.length; i++) {
        values[i] *= factor;
      }
      Tensors.write(weight, values);
    }
  }

  /** Algorithm 1 of Kingma and Ba, with the two corrections of the bias in the learning rate. */
  private void update(int index, NDArray gradient) {
    double first = 1 - Math.pow(FIRST_DECAY, steps);
    double second = 1 - Math.pow(SECOND_DECAY, steps);
    float rate = (float) ((float) learningRate * Math.sqrt(second) / first);
    NDArray weight = weights.get(index);
    NDList inputs = new NDList(weight, gradient, means.get(index), variances.get(index));
    weight
        .getNDArrayInternal()
        .adamUpdate(
            inputs,
            new NDList(weight),
            (float) learningRate,
            rate,
            0,
            1,
            -1,
            (float) FIRST_DECAY,
            (float) SECOND_DECAY,
            EPSILON,
            true,
            false);
  }

  /** Writes the number of steps and both moments. */
  public void save(Checkpoint.Writer writer, String name) {
    writer.putLongs(name + "/steps", steps);
    for (int i = 0; i < weights.size(); i++) {
      writer.putFloats(name + "/mean/" + i, means.get(i).toFloatArray());
      writer.putFloats(name + "/variance/" + i, variances.get(i).toFloatArray());
    }
  }

  /**
   * Goes on from what {@link #save} wrote.
   *
   * @throws IllegalArgumentException if it belongs to other weights
   */
  public void load(Checkpoint checkpoint, String name) {
    int saved = Math.toIntExact(checkpoint.longs(name + "/steps", 1)[0]);
    for (int i = 0; i < weights.size(); i++) {
      int size = Math.toIntExact(weights.get(i).size());
      Tensors.write(means.get(i), checkpoint.floats(name + "/mean/" + i, size));
      Tensors.write(variances.get(i), checkpoint.floats(name + "/variance/" + i, size));
    }
    steps = saved;
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

  @Override
  public void close() {
    manager.close();
  }
}
