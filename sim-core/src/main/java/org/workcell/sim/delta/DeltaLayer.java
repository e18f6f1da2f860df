package org.workcell.sim.delta;

/**
 * A dense layer: {@code output[o] = bias[o] + sum over i of weight[o][i] * input[i]}. Immutable.
 */
public final class DeltaLayer {

  /** Most inputs or outputs of a layer. */
  public static final int MOST_WIDTH = 4096;

  private final double[] weights;
  private final double[] biases;

  /** Input-major, so that the inner loop runs over neighbours and the compiler can vectorize it. */
  private final double[] byInput;

  private final int inputs;

  /**
   * A layer with these numbers, which are copied.
   *
   * @param weights output after output, as PyTorch's {@code Linear.weight} lies in memory
   * @param biases one per output
   * @throws IllegalArgumentException if the sizes do not fit or a number is not finite
   */
  public DeltaLayer(double[] weights, double[] biases) {
    int outputs = biases.length;
    if (outputs == 0 || weights.length == 0 || weights.length % outputs != 0) {
      throw new IllegalArgumentException(
          "a layer with %d biases cannot have %d weights; expected inputs times outputs"
              .formatted(outputs, weights.length));
    }
    this.inputs = weights.length / outputs;
    if (inputs > MOST_WIDTH || outputs > MOST_WIDTH) {
      throw new IllegalArgumentException(
          "a layer has %d inputs and %d outputs; at most %d are taken"
              .formatted(inputs, outputs, MOST_WIDTH));
    }
    this.weights = Numbers.finiteCopy("weights", weights);
    this.biases = Numbers.finiteCopy("biases", biases);
    this.byInput = new double[weights.length];
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inputs; i++) {
        byInput[i * outputs + o] = weights[o * inputs + i];
      }
    }
  }

  /** Numbers that it reads. */
  public int inputs() {
    return inputs;
  }

  /** Numbers that it makes. */
  public int outputs() {
    return biases.length;
  }

  /** A copy of the weights, output after output. */
  public double[] weights() {
    return weights.clone();
  }

  /** The weights, input after input. */
  double[] weightsByInput() {
    return byInput;
  }

  /** A copy of the biases. */
  public double[] biases() {
    return biases.clone();
  }

  /** Computes the sums of the first {@link #inputs} numbers of {@code input}. */
  void sum(double[] input, double[] output) {
    int outputs = biases.length;
    System.arraycopy(biases, 0, output, 0, outputs);
    double[] table = byInput;
    for (int i = 0; i < inputs; i++) {
      double value = input[i];
      int row = i * outputs;
      for (int o = 0; o < outputs; o++) {
        output[o] += value * table[row + o];
      }
    }
  }
}
