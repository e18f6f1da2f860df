package org.workcell.sim2real.delta;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.workcell.sim.delta.DeltaLayer;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.training.RegressionWeights;

/**
 * A trained network in plain Java, forward and backward, without the zeros between its groups; tanh
 * between layers. One thread at a time; results are overwritten by the next call.
 */
final class PlainNetwork {

  private final double[] means;
  private final double[] deviations;
  private final int[][][] columns;
  private final double[][][] weights;
  private final double[][] biases;
  private final double[][] values;
  private final double[][] gradients;

  private PlainNetwork(
      List<double[]> weights, List<double[]> biases, double[] means, double[] deviations) {
    int layers = weights.size();
    this.means = means;
    this.deviations = deviations;
    this.columns = new int[layers][][];
    this.weights = new double[layers][][];
    this.biases = new double[layers][];
    this.values = new double[layers + 1][];
    this.gradients = new double[layers + 1][];
    values[0] = new double[means.length];
    gradients[0] = new double[means.length];
    for (int l = 0; l < layers; l++) {
      thin(l, weights.get(l), biases.get(l));
      values[l + 1] = new double[biases.get(l).length];
      gradients[l + 1] = new double[biases.get(l).length];
    }
  }

  static PlainNetwork of(RegressionWeights trained, double[] means, double[] deviations) {
    return new PlainNetwork(trained.weights(), trained.biases(), means, deviations);
  }

  static PlainNetwork of(DeltaModel model) {
    return new PlainNetwork(
        model.layers().stream().map(DeltaLayer::weights).toList(),
        model.layers().stream().map(DeltaLayer::biases).toList(),
        model.mean(),
        model.std());
  }

  private void thin(int l, double[] all, double[] bias) {
    int width = all.length / bias.length;
    biases[l] = bias;
    columns[l] = new int[bias.length][];
    weights[l] = new double[bias.length][];
    for (int o = 0; o < bias.length; o++) {
      int row = o * width;
      columns[l][o] = IntStream.range(0, width).filter(i -> all[row + i] != 0).toArray();
      weights[l][o] = Arrays.stream(columns[l][o]).mapToDouble(i -> all[row + i]).toArray();
    }
  }

  /** Outputs of the inputs from a place on. */
  double[] compute(double[] inputs, int at) {
    for (int i = 0; i < means.length; i++) {
      values[0][i] = (inputs[at + i] - means[i]) / deviations[i];
    }
    for (int l = 0; l < biases.length; l++) {
      for (int o = 0; o < biases[l].length; o++) {
        int[] from = columns[l][o];
        double[] by = weights[l][o];
        double sum = biases[l][o];
        for (int i = 0; i < from.length; i++) {
          sum += by[i] * values[l][from[i]];
        }
        values[l + 1][o] = l < biases.length - 1 ? Math.tanh(sum) : sum;
      }
    }
    return values[biases.length];
  }

  /** Gradient by the inputs of the last {@link #compute}, from that by its outputs. */
  double[] back(double[] outputs) {
    int last = biases.length;
    System.arraycopy(outputs, 0, gradients[last], 0, gradients[last].length);
    for (int l = last - 1; l >= 0; l--) {
      Arrays.fill(gradients[l], 0);
      for (int o = 0; o < biases[l].length; o++) {
        double own = gradients[l + 1][o];
        for (int i = 0; i < columns[l][o].length && own != 0; i++) {
          gradients[l][columns[l][o][i]] += own * weights[l][o][i];
        }
      }
      for (int i = 0; l > 0 && i < gradients[l].length; i++) {
        gradients[l][i] *= 1 - values[l][i] * values[l][i];
      }
    }
    for (int i = 0; i < means.length; i++) {
      gradients[0][i] /= deviations[i];
    }
    return gradients[0];
  }
}
