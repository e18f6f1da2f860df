package org.workcell.sim.delta;

import java.util.Arrays;

/**
 * A dense layer: {@code output[o] = bias[o] + sum over i of weight[o][i] * input[i]}. Immutable.
 */
public final class DeltaLayer {

  /** Most inputs or outputs of a layer. */
  public static final int MOST_WIDTH = 4096;

  private final double[] weights;
  private final double[] biases;

  /** The weights of each input, so that the inner loop runs over neighbours. */
  private final double[][] rows;

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
    this.rows = new double[inputs][outputs];
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inputs; i++) {
        rows[i][o] = weights[o * inputs + i];
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
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  /** A copy of the biases. */
  public double[] biases() {
    return biases.clone();
  }

  /** Computes {@link #outputs} sums of {@link #inputs} numbers; the arrays are so long. */
  void sum(double[] input, double[] output) {
    System.arraycopy(biases, 0, output, 0, biases.length);
    int i = 0;
    for (; i + 3 < inputs; i += 4) {
      addFour(input, i, rows[i], rows[i + 1], rows[i + 2], rows[i + 3], output);
    }
    for (; i < inputs; i++) {
      double value = input[i];
      double[] row = rows[i];
      for (int o = 0; o < output.length; o++) {
        output[o] += value * row[o];
      }
    }
  }

  /** Rows in variables of their own, because the compiler vectorizes this and no table of them. */
  private static void addFour(
      double[] input, int i, double[] a, double[] b, double[] c, double[] d, double[] output) {
    double first = input[i];
    double second = input[i + 1];
    double third = input[i + 2];
    double fourth = input[i + 3];
    for (int o = 0; o < output.length; o++) {
      output[o] += first * a[o] + second * b[o] + third * c[o] + fourth * d[o];
    }
  }
}
