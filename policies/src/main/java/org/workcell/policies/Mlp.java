package org.workcell.policies;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import java.util.List;
import org.workcell.sim.random.RandomStream;

/**
 * A multilayer perceptron: {@code [rows, inputSize]} to {@code [rows, outputSize]}, a {@link
 * Standardizer}, then layers with activations after all but the last. Immutable; makes blocks.
 *
 * @param inputSize elements of a row
 * @param hiddenSizes units of each hidden layer
 * @param activation between layers
 * @param outputSize numbers of an answer
 * @param outputGain scale of the last layer's first weights; small for policies that shall start
 *     with small actions
 */
public record Mlp(
    int inputSize,
    List<Integer> hiddenSizes,
    Activation activation,
    int outputSize,
    double outputGain) {

  /** What stands between layers. */
  public enum Activation {
    /** Hyperbolic tangent. */
    TANH,
    /** Rectifier. */
    RELU,
    /** Exponential linear unit with {@code exp(x) - 1} below 0. */
    ELU;

    Block newBlock() {
      return switch (this) {
        case TANH -> ai.djl.nn.Activation.tanhBlock();
        case RELU -> ai.djl.nn.Activation.reluBlock();
        case ELU -> ai.djl.nn.Activation.eluBlock(1);
      };
    }
  }

  /** Checks sizes. */
  public Mlp {
    hiddenSizes = List.copyOf(hiddenSizes);
    if (inputSize < 1 || outputSize < 1 || hiddenSizes.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "layers have 1 unit at least, not %d, %s and %d"
              .formatted(inputSize, hiddenSizes, outputSize));
    }
  }

  /** A network with a last layer of the ordinary scale. */
  public Mlp(int inputSize, List<Integer> hiddenSizes, Activation activation, int outputSize) {
    this(inputSize, hiddenSizes, activation, outputSize, 1);
  }

  /**
   * Makes a network whose first weights come from a stream: the same stream, the same weights.
   *
   * @param manager owns the weights
   */
  public Block newBlock(NDManager manager, RandomStream random) {
    Block block = newBlock(random);
    block.initialize(manager, DataType.FLOAT32, new Shape(1, inputSize));
    return block;
  }

  Block newBlock(RandomStream random) {
    SequentialBlock layers = new SequentialBlock();
    layers.add(new Standardizer(inputSize));
    for (int size : hiddenSizes) {
      layers.add(layer(size, Math.sqrt(2), random)).add(activation.newBlock());
    }
    return layers.add(layer(outputSize, outputGain, random));
  }

  private static Block layer(int units, double gain, RandomStream random) {
    Linear linear = Linear.builder().setUnits(units).build();
    linear.setInitializer(new StreamInitializer(random, gain), Parameter.Type.WEIGHT);
    return linear;
  }
}
