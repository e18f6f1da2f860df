package org.workcell.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.Libtorch;
import org.workcell.policies.Tensors;
import org.workcell.policies.Weights;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;

/**
 * Trains perceptrons on rows, by a weighted mean squared error with noise on the inputs, keeping
 * the best epoch, or along gradients of their outputs that somebody else computes. Everything
 * follows from rows and seed, on one machine type. One thread at a time. Closing is idempotent.
 */
public final class RegressionTrainer implements AutoCloseable {

  private static final int VALIDATED_ROWS = 4096;

  /**
   * What came of {@link #fit}.
   *
   * @param epochs passes that were made
   * @param trainingLoss of the last pass
   * @param validationLoss the lowest one; NaN without rows
   */
  public record Result(int epochs, double trainingLoss, double validationLoss) {}

  private final RegressionShape shape;
  private final int width;
  private final RegressionOptions options;
  private final NDManager manager = Libtorch.newManager(ComputeDevice.CPU);
  private final GroupedMlp network;
  private final GroupedMlp best;
  private final ClippedAdam adam;
  private final RandomStream orders;
  private final RandomStream noise;

  /**
   * Perceptrons before the first step.
   *
   * @param width inputs of a row
   */
  public RegressionTrainer(RegressionShape shape, int width, RegressionOptions options) {
    this.shape = shape;
    this.width = width;
    this.options = options;
    SeedStreams streams = new SeedStreams(options.seed());
    this.orders = streams.stream("order");
    this.noise = streams.stream("noise");
    this.network = new GroupedMlp(shape, manager, streams.stream("weights"));
    this.best = new GroupedMlp(shape, manager, streams.stream("weights"));
    this.adam = new ClippedAdam(options.learningRate(), options.gradientNorm(), network);
    adam.useWeightDecay(options.weightDecay());
  }

  /**
   * Trains through all epochs and goes back to the weights with the best validation loss: a loss
   * that rises at first often falls when the rate does. Goes on from the weights that there are.
   *
   * @param validation may have no rows: then the last weights stay
   */
  public Result fit(RegressionRows training, RegressionRows validation, int epochs, double rate) {
    double bestLoss = validation.count() == 0 ? Double.NaN : loss(validation);
    Weights.copy(network, best);
    int epoch = 0;
    double trainingLoss = Double.NaN;
    while (epoch < epochs) {
      trainingLoss = epoch(training, epoch, epochs, rate);
      epoch++;
      double loss = validation.count() == 0 ? Double.NaN : loss(validation);
      if (!(loss >= bestLoss)) {
        bestLoss = loss;
        Weights.copy(network, best);
      }
    }
    Weights.copy(best, network);
    return new Result(epoch, trainingLoss, bestLoss);
  }

  private double epoch(RegressionRows rows, int epoch, int epochs, double rate) {
    int[] order = shuffled(rows.count());
    int batches = (rows.count() + options.batchRows() - 1) / options.batchRows();
    double sum = 0;
    for (int batch = 0; batch < batches; batch++) {
      double done = (epoch + (double) batch / batches) / epochs;
      adam.useLearningRate(rate * 0.5 * (1 + Math.cos(Math.PI * done)));
      int first = batch * options.batchRows();
      int end = Math.min(first + options.batchRows(), rows.count());
      sum += step(rows, order, first, end) * (end - first);
    }
    return sum / rows.count();
  }

  private int[] shuffled(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = orders.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private double step(RegressionRows rows, int[] order, int first, int end) {
    try (NDManager scope = manager.newSubManager()) {
      float[] noisy = shape.gather(rows.inputs(), width, order, first, end);
      for (int i = 0; i < noisy.length && options.inputNoise() > 0; i++) {
        noisy[i] += (float) (options.inputNoise() * noise.nextGaussian());
      }
      NDArray inputs = inputs(scope, noisy, end - first);
      NDArray targets = outputs(scope, shape.gatherOutputs(rows.targets(), order, first, end));
      NDArray weights = outputs(scope, shape.gatherOutputs(rows.weights(), order, first, end));
      return adam.step(() -> squares(inputs, targets, weights));
    }
  }

  private NDArray squares(NDArray inputs, NDArray targets, NDArray weights) {
    return network.forward(inputs).sub(targets).square().mul(weights).mean();
  }

  private NDArray inputs(NDManager scope, float[] gathered, int rows) {
    return Tensors.of(scope, gathered, new Shape(shape.groups(), rows, shape.in(0)));
  }

  private NDArray outputs(NDManager scope, float[] gathered) {
    int rows = gathered.length / shape.totalOutputs();
    return Tensors.of(scope, gathered, new Shape(shape.groups(), rows, shape.outputs()));
  }

  /** The weighted mean squared error of rows, without noise. */
  public double loss(RegressionRows rows) {
    int[] order = new int[rows.count()];
    Arrays.setAll(order, i -> i);
    double sum = 0;
    for (int first = 0; first < rows.count(); first += VALIDATED_ROWS) {
      int end = Math.min(rows.count(), first + VALIDATED_ROWS);
      try (NDManager scope = manager.newSubManager()) {
        NDArray inputs =
            inputs(scope, shape.gather(rows.inputs(), width, order, first, end), end - first);
        NDArray targets = outputs(scope, shape.gatherOutputs(rows.targets(), order, first, end));
        NDArray weights = outputs(scope, shape.gatherOutputs(rows.weights(), order, first, end));
        sum += squares(inputs, targets, weights).getFloat() * (end - first);
      }
    }
    return sum / rows.count();
  }

  /**
   * Takes one step of Adam along a gradient of the outputs: a vector-Jacobian product.
   *
   * @param count of rows
   * @param inputs standardized, [row][input]
   * @param gradients of a loss by the outputs, [row][output]
   * @param rate of this step
   */
  public void follow(int count, float[] inputs, float[] gradients, double rate) {
    adam.useLearningRate(rate);
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    try (NDManager scope = manager.newSubManager()) {
      NDArray rows = inputs(scope, shape.gather(inputs, width, order, 0, count), count);
      NDArray factors = outputs(scope, shape.gatherOutputs(gradients, order, 0, count));
      adam.step(() -> network.forward(rows).mul(factors).sum());
    }
  }

  /** The weights as they are now. */
  public RegressionWeights weights() {
    return shape.dense(network, width);
  }

  /** Keeps the present weights for {@link #restore}. */
  public void keep() {
    Weights.copy(network, best);
  }

  /** Goes back to the weights of the last {@link #keep}, or the best ones of the last fit. */
  public void restore() {
    Weights.copy(best, network);
  }

  @Override
  public void close() {
    adam.close();
    manager.close();
  }
}
