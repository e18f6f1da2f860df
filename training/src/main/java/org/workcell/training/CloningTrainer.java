package org.workcell.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.DiagonalGaussian;
import org.workcell.policies.GaussianMlp;
import org.workcell.policies.InputBlocks;
import org.workcell.policies.Libtorch;
import org.workcell.policies.Mlp;
import org.workcell.policies.Tensors;
import org.workcell.policies.Weights;
import org.workcell.sim.random.SeedStreams;

/**
 * Behaviour cloning: a perceptron with a Gaussian head learns the actions of demonstrations. Inputs
 * are standardized with the moments of the training rows. Everything follows from data and seed, on
 * one machine type, and a trainer that goes on from a {@link #checkpoint} gives the numbers of one
 * that was never interrupted. One thread at a time. Closing is idempotent.
 */
public final class CloningTrainer implements AutoCloseable {

  /** The kind of its checkpoints. */
  public static final String KIND = "clone";

  /** Rows of which the validation loss is computed at once. */
  private static final int VALIDATED_ROWS = 4096;

  private static final double LEAST_DEVIATION = 1e-3;

  private final CloningOptions options;
  private final CloningData data;
  private final CloningData.Rows training;
  private final CloningData.Rows validation;
  private final NDManager manager = Libtorch.newManager(ComputeDevice.CPU);
  private final GaussianMlp network;
  private final GaussianMlp best;
  private final ClippedAdam adam;
  private final int batches;
  private int epochs;
  private int batch;
  private double lossSum;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int bestEpoch;

  /** Prepares training on data, before the first step. */
  public CloningTrainer(CloningData data, CloningOptions options) {
    this.data = data;
    this.options = options;
    List<List<CloningData.Episode>> split = data.split(options.validationShare(), options.seed());
    training = data.rows(split.get(0), options.chunkSteps());
    validation = data.rows(split.get(1), options.chunkSteps());
    batches = (training.count() + options.batchRows() - 1) / options.batchRows();
    network = newNetwork();
    best = newNetwork();
    RunningMoments inputs = new RunningMoments(data.inputSize());
    inputs.add(training.inputs());
    inputs.applyTo(network);
    RunningMoments actions = new RunningMoments(targetSize());
    actions.add(training.actions());
    startFrom(actions);
    Block learning = options.loss() == CloningOptions.Loss.MSE ? network.mean() : network;
    adam = new ClippedAdam(options.learningRate(), options.gradientNorm(), learning);
    adam.useWeightDecay(options.weightDecay());
  }

  private GaussianMlp newNetwork() {
    Mlp layers =
        new Mlp(data.inputSize(), options.hiddenSizes(), options.activation(), targetSize(), 0.01);
    return GaussianMlp.create(
        layers, 0, manager, new SeedStreams(options.seed()).stream("weights"));
  }

  private int targetSize() {
    return data.actionSize() * options.chunkSteps();
  }

  /** Before the first step the network answers with the mean action. */
  private void startFrom(RunningMoments actions) {
    double[] means = actions.means();
    double[] deviations = actions.deviations();
    float[] first = new float[means.length];
    float[] logDeviations = new float[means.length];
    for (int i = 0; i < first.length; i++) {
      first[i] = (float) means[i];
      logDeviations[i] = (float) StrictMath.log(Math.max(LEAST_DEVIATION, deviations[i]));
    }
    network.startFrom(first, logDeviations);
  }

  /** Episodes that are trained on have so many steps. */
  public int trainingRows() {
    return training.count();
  }

  /** Episodes that are validated on have so many steps. */
  public int validationRows() {
    return validation.count();
  }

  /** Passes that are complete. */
  public int epochs() {
    return epochs;
  }

  /** Whether all passes are done, or no better validation loss was found for too long. */
  public boolean isDone() {
    boolean stalls = options.patience() > 0 && epochs - bestEpoch >= options.patience();
    return epochs >= options.epochs() || stalls;
  }

  /**
   * Goes on to the end of the present pass.
   *
   * @param stop asked before each gradient step; a pass that is left is continued by the next call
   * @return what came of the pass; empty if it was left
   * @throws IllegalStateException if the loss or its gradient is not finite
   */
  public Optional<CloningEpoch> nextEpoch(BooleanSupplier stop) {
    int[] order = CloningData.order(training.count(), options.seed(), epochs);
    double rate = 0;
    for (; batch < batches; batch++) {
      if (stop.getAsBoolean()) {
        return Optional.empty();
      }
      long done = (long) epochs * batches + batch;
      double all = (double) options.epochs() * batches;
      rate = options.learningRate() * options.schedule().factor(done / all);
      lossSum += step(order, rate);
    }
    epochs++;
    double trainingLoss = lossSum / training.count();
    batch = 0;
    lossSum = 0;
    Double validationLoss = validation.count() == 0 ? null : (Double) validationLoss();
    boolean isBest = validationLoss != null && validationLoss < bestLoss;
    if (isBest) {
      bestLoss = validationLoss;
      bestEpoch = epochs;
      copy(network, best);
    }
    return Optional.of(
        new CloningEpoch(
            epochs, (long) epochs * batches, rate, trainingLoss, validationLoss, isBest));
  }

  private double step(int[] order, double rate) {
    int first = batch * options.batchRows();
    int end = Math.min(first + options.batchRows(), order.length);
    adam.useLearningRate(rate);
    try (NDManager scope = manager.newSubManager()) {
      int rows = end - first;
      NDArray inputs =
          Tensors.of(
              scope,
              CloningData.gather(training.inputs(), data.inputSize(), order, first, end),
              new Shape(rows, data.inputSize()));
      NDArray actions =
          Tensors.of(
              scope,
              CloningData.gather(training.actions(), targetSize(), order, first, end),
              new Shape(rows, targetSize()));
      return adam.step(() -> loss(inputs, actions)) * rows;
    }
  }

  private NDArray loss(NDArray inputs, NDArray actions) {
    ParameterStore store = new ParameterStore(inputs.getManager(), false);
    if (options.loss() == CloningOptions.Loss.MSE) {
      NDArray mean = network.mean().forward(store, new NDList(inputs), false).get(0);
      return mean.sub(actions).square().mean();
    }
    NDList answer = network.forward(store, new NDList(inputs), false);
    NDArray logProbability = DiagonalGaussian.logProbability(actions, answer.get(0), answer.get(1));
    return Tensors.scaled(logProbability.mean(), -1.0 / targetSize());
  }

  private double validationLoss() {
    double sum = 0;
    for (int first = 0; first < validation.count(); first += VALIDATED_ROWS) {
      int rows = Math.min(VALIDATED_ROWS, validation.count() - first);
      try (NDManager scope = manager.newSubManager()) {
        NDArray inputs = part(scope, validation.inputs(), data.inputSize(), first, rows);
        NDArray actions = part(scope, validation.actions(), targetSize(), first, rows);
        sum += loss(inputs, actions).getFloat() * rows;
      }
    }
    return sum / validation.count();
  }

  private static NDArray part(NDManager scope, float[] table, int width, int first, int rows) {
    float[] values = Arrays.copyOfRange(table, first * width, (first + rows) * width);
    return Tensors.of(scope, values, new Shape(rows, width));
  }

  private static void copy(Block source, Block target) {
    Weights.copy(source, target);
  }

  /** The network as it is now; with patience as it was after its best epoch. */
  public GaussianMlp network() {
    return options.patience() > 0 && bestEpoch > 0 ? best : network;
  }

  /**
   * Writes the mean actions of {@link #network} as a TorchScript file.
   *
   * @param blocks what the inputs of the data are, side by side
   */
  public void export(Path file, InputBlocks blocks) {
    network().exportTorchScript(file, blocks, options.chunkSteps());
  }

  /** Everything that the next step depends on, but data and options. */
  public Checkpoint checkpoint() {
    Checkpoint.Writer writer = new Checkpoint.Writer(KIND);
    writer.putLongs("counters", epochs, batch, bestEpoch);
    writer.putDoubles("losses", lossSum, bestLoss);
    BlockState.save(writer, "network", network);
    BlockState.save(writer, "best", best);
    adam.save(writer, "adam");
    return writer.toCheckpoint();
  }

  /**
   * Goes on from a checkpoint of a trainer with the same data and options.
   *
   * @throws IllegalArgumentException if it belongs to another network
   */
  public void load(Checkpoint checkpoint) {
    long[] counters = checkpoint.longs("counters", 3);
    double[] losses = checkpoint.doubles("losses", 2);
    BlockState.load(checkpoint, "network", network);
    BlockState.load(checkpoint, "best", best);
    adam.load(checkpoint, "adam");
    epochs = Math.toIntExact(counters[0]);
    batch = Math.toIntExact(counters[1]);
    bestEpoch = Math.toIntExact(counters[2]);
    lossSum = losses[0];
    bestLoss = losses[1];
  }

  @Override
  public void close() {
    adam.close();
    manager.close();
  }
}
