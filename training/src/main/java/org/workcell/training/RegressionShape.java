package org.workcell.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Perceptrons that each read some of the inputs and make some of the outputs: one for all, or one
 * for each joint, for example. Hidden layers are of tanh. Immutable.
 *
 * @param inputs of each group, as numbers of a row's inputs; equally many
 * @param outputs of all groups together; group g makes those from {@code g * outputs() / groups()}
 * @param hidden units of each hidden layer of a group
 */
public record RegressionShape(List<int[]> inputs, int totalOutputs, List<Integer> hidden) {

  /** Checks that groups are equal. */
  public RegressionShape {
    inputs = List.copyOf(inputs);
    hidden = List.copyOf(hidden);
    if (inputs.isEmpty() || totalOutputs < 1 || totalOutputs % inputs.size() != 0) {
      throw new IllegalArgumentException(
          "%d outputs cannot be shared equally by %d groups"
              .formatted(totalOutputs, inputs.size()));
    }
    for (int[] group : inputs) {
      if (group.length == 0 || group.length != inputs.get(0).length) {
        throw new IllegalArgumentException("groups of a regression have equally many inputs");
      }
    }
    if (hidden.stream().anyMatch(units -> units < 1)) {
      throw new IllegalArgumentException("hidden layers %s need units".formatted(hidden));
    }
  }

  /** One perceptron for everything. */
  public static RegressionShape together(int inputs, int outputs, List<Integer> hidden) {
    int[] all = new int[inputs];
    for (int i = 0; i < inputs; i++) {
      all[i] = i;
    }
    return new RegressionShape(List.of(all), outputs, hidden);
  }

  /** Number of perceptrons. */
  public int groups() {
    return inputs.size();
  }

  /** Outputs of one group. */
  public int outputs() {
    return totalOutputs / groups();
  }

  int layers() {
    return hidden.size() + 1;
  }

  int in(int layer) {
    return layer == 0 ? inputs.get(0).length : hidden.get(layer - 1);
  }

  int out(int layer) {
    return layer == hidden.size() ? outputs() : hidden.get(layer);
  }

  /** Rows of inputs in the order of groups: [group][row][input]. */
  float[] gather(float[] rows, int width, int[] order, int first, int end) {
    int own = inputs.get(0).length;
    float[] gathered = new float[groups() * (end - first) * own];
    int next = 0;
    for (int[] group : inputs) {
      for (int i = first; i < end; i++) {
        int row = order[i] * width;
        for (int input : group) {
          gathered[next++] = rows[row + input];
        }
      }
    }
    return gathered;
  }

  /** Rows of outputs in the order of groups: [group][row][output]. */
  float[] gatherOutputs(float[] rows, int[] order, int first, int end) {
    float[] gathered = new float[(end - first) * totalOutputs];
    int next = 0;
    for (int group = 0; group < groups(); group++) {
      for (int i = first; i < end; i++) {
        for (int output = 0; output < outputs(); output++) {
          gathered[next++] = rows[order[i] * totalOutputs + group * outputs() + output];
        }
      }
    }
    return gathered;
  }

  /** A layer of all groups as one dense layer, zero between groups. */
  RegressionWeights dense(GroupedMlp network, int width) {
    List<double[]> weights = new ArrayList<>();
    List<double[]> biases = new ArrayList<>();
    for (int layer = 0; layer < layers(); layer++) {
      int in = in(layer);
      int out = out(layer);
      int all = layer == 0 ? width : groups() * in;
      float[] own = network.weights(layer);
      float[] ownBiases = network.biases(layer);
      double[] dense = new double[groups() * out * all];
      double[] denseBiases = new double[groups() * out];
      for (int group = 0; group < groups(); group++) {
        for (int o = 0; o < out; o++) {
          int row = group * out + o;
          denseBiases[row] = ownBiases[row];
          for (int i = 0; i < in; i++) {
            int column = layer == 0 ? inputs.get(group)[i] : group * in + i;
            dense[row * all + column] = own[(group * in + i) * out + o];
          }
        }
      }
      weights.add(dense);
      biases.add(denseBiases);
    }
    return new RegressionWeights(weights, biases);
  }
}
