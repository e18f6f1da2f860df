package org.workcell.policies;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.ConstantInitializer;
import ai.djl.util.PairList;
import java.nio.file.Path;
import java.util.List;
import org.workcell.sim.random.RandomStream;

/**
 * A network that gives normal actions: means {@code [rows, action]} from a perceptron, and one
 * logarithm of the deviation for each element, {@code [action]}, which does not depend on what is
 * observed.
 */
public final class GaussianMlp extends AbstractBlock {

  private final Mlp layers;
  private final Block mean;
  private final Parameter logDeviation;
  private final int actionSize;

  private GaussianMlp(Mlp mean, double firstLogDeviation, RandomStream random) {
    this.layers = mean;
    this.mean = addChildBlock("mean", mean.newBlock(random));
    this.actionSize = mean.outputSize();
    this.logDeviation =
        addParameter(
            Parameter.builder()
                .setName("log_deviation")
                .setType(Parameter.Type.OTHER)
                .optShape(new Shape(actionSize))
                .optInitializer(new ConstantInitializer((float) firstLogDeviation))
                .build());
  }

  /**
   * Makes a network whose first weights come from a stream: the same stream, the same weights.
   *
   * @param manager owns the weights
   */
  public static GaussianMlp create(
      Mlp mean, double firstLogDeviation, NDManager manager, RandomStream random) {
    GaussianMlp block = new GaussianMlp(mean, firstLogDeviation, random);
    block.initialize(manager, DataType.FLOAT32, new Shape(1, mean.inputSize()));
    return block;
  }

  /**
   * Writes a TorchScript file that acts as this network does, for {@code bench --policy} and for
   * PyTorch; it is there in full or not at all.
   *
   * @param choice the mean, or samples by noise that the module takes as an input
   */
  public void exportTorchScript(Path file, Choice choice) {
    ScriptExport export = new ScriptExport(layers, mean);
    if (choice == Choice.SAMPLE) {
      export.addNoise(logDeviation.getArray());
    }
    write(export, file);
  }

  /**
   * Writes a TorchScript file of the means that names the blocks it wants, such as the task's
   * one-hot code with the list of its tasks; it is there in full or not at all.
   *
   * @param blocks what this network was trained with, side by side
   * @param chunkSteps actions of an answer; 1 or a divisor of the means
   */
  public void exportTorchScript(Path file, InputBlocks blocks, int chunkSteps) {
    ScriptExport export = new ScriptExport(layers, mean, blocks);
    if (chunkSteps > 1) {
      export.reshape(chunkSteps, actionSize / chunkSteps);
    }
    write(export, file);
  }

  private static void write(ScriptExport export, Path file) {
    Weights.replace(
        file,
        out -> TorchScriptArchive.write(out, export.source(), export.tensors(), export.extra()));
  }

  /** The network of the means alone. */
  public Block mean() {
    return mean;
  }

  /**
   * Chooses the first means and deviations, for actions whose box is not -1 to 1.
   *
   * @param means what the last layer adds, one for each element
   * @param logDeviations logarithms of the deviations, one for each element
   */
  public void startFrom(float[] means, float[] logDeviations) {
    List<Parameter> all = mean.getParameters().values();
    Tensors.write(all.get(all.size() - 1).getArray(), means);
    Tensors.write(logDeviation.getArray(), logDeviations);
  }

  /**
   * The numbers of the network of the means, copied: means and deviations of the normalizer, then
   * weight (output after output) and bias of each layer.
   */
  public List<float[]> readMean() {
    return mean.getParameters().values().stream()
        .map(parameter -> parameter.getArray().toFloatArray())
        .toList();
  }

  /**
   * Replaces the numbers of {@link #readMean}.
   *
   * @throws IllegalArgumentException if they are those of other layers; nothing has changed then
   */
  public void writeMean(List<float[]> numbers) {
    List<Parameter> places = mean.getParameters().values();
    boolean fits = places.size() == numbers.size();
    for (int i = 0; fits && i < places.size(); i++) {
      fits = places.get(i).getArray().size() == numbers.get(i).length;
    }
    if (!fits) {
      throw new IllegalArgumentException("the numbers are those of other layers than " + layers);
    }
    for (int i = 0; i < places.size(); i++) {
      Tensors.write(places.get(i).getArray(), numbers.get(i));
    }
  }

  /** Logarithms of the deviations, one for each element of an action; a copy. */
  public float[] logDeviations() {
    return logDeviation.getArray().toFloatArray();
  }

  /** Chooses the deviations by their logarithms, one for each element of an action. */
  public void useLogDeviations(float[] values) {
    Tensors.write(logDeviation.getArray(), values);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    mean.initialize(manager, type, inputs);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDList answer = mean.forward(store, inputs, training, params);
    NDArray means = answer.get(0);
    // A result of its own, so that what is computed from it belongs to the answer's manager too.
    NDArray deviations =
        Tensors.scaled(store.getValue(logDeviation, means.getDevice(), training), 1);
    deviations.attach(means.getManager());
    answer.add(deviations);
    return answer;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), actionSize), new Shape(actionSize)};
  }
}
