package org.workcell.sim2real.delta;

import java.util.Arrays;
import java.util.List;
import org.workcell.sim.delta.DeltaChannel;
import org.workcell.sim.delta.DeltaInput;
import org.workcell.sim.delta.DeltaLayer;
import org.workcell.sim.delta.DeltaModel;

/**
 * Gradients of a delta by the states that its inputs are made of: the network's, in plain Java and
 * without the zeros between joints, then those of its signals. One thread at a time.
 */
final class InputGradient {

  private final DeltaModel model;
  private final int joints;
  private final double[] means;
  private final double[] deviations;
  private final int[][][] columns;
  private final double[][][] weights;
  private final double[][] biases;
  private final double[][] values;
  private final double[][] gradients;

  InputGradient(DeltaModel model) {
    this.model = model;
    this.joints = model.channels().size();
    this.means = model.mean();
    this.deviations = model.std();
    List<DeltaLayer> layers = model.layers();
    this.columns = new int[layers.size()][][];
    this.weights = new double[layers.size()][][];
    this.biases = new double[layers.size()][];
    this.values = new double[layers.size() + 1][];
    this.gradients = new double[layers.size() + 1][];
    values[0] = new double[model.inputSize()];
    gradients[0] = new double[model.inputSize()];
    for (int l = 0; l < layers.size(); l++) {
      thin(l, layers.get(l));
      values[l + 1] = new double[layers.get(l).outputs()];
      gradients[l + 1] = new double[layers.get(l).outputs()];
    }
  }

  private void thin(int l, DeltaLayer layer) {
    double[] all = layer.weights();
    int inputs = layer.inputs();
    columns[l] = new int[layer.outputs()][];
    weights[l] = new double[layer.outputs()][];
    biases[l] = layer.biases();
    for (int o = 0; o < layer.outputs(); o++) {
      int row = o * inputs;
      columns[l][o] =
          java.util.stream.IntStream.range(0, inputs).filter(i -> all[row + i] != 0).toArray();
      weights[l][o] = Arrays.stream(columns[l][o]).mapToDouble(i -> all[row + i]).toArray();
    }
  }

  /**
   * Goes backward through one row.
   *
   * @param inputs of all rows, as the delta read them
   * @param at where this row's begin
   * @param change gradient by what is added to the command
   * @param delta what was added
   * @param output gets the gradient by the network's output, from {@code outputAt}; 0 where it was
   *     clipped or does not act
   */
  void back(
      double[] inputs, int at, double[] change, double[] delta, int deltaAt, float[] output, int outputAt) {
    forward(inputs, at);
    int last = biases.length;
    for (int j = 0; j < joints; j++) {
      DeltaChannel channel = model.channels().get(j);
      double plain = channel.scale() * values[last][j];
      boolean free = channel.acts() && Math.abs(values[last][j]) < channel.clip();
      double trust = !free || Math.abs(plain) < 1e-12 ? free ? 1 : 0 : delta[deltaAt + j] / plain;
      gradients[last][j] = change[j] * channel.scale() * trust;
      output[outputAt + j] = (float) gradients[last][j];
    }
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
  }

  private void forward(double[] inputs, int at) {
    for (int i = 0; i < means.length; i++) {
      values[0][i] = (inputs[at + i] - means[i]) / deviations[i];
    }
    for (int l = 0; l < biases.length; l++) {
      for (int o = 0; o < biases[l].length; o++) {
        double sum = biases[l][o];
        for (int i = 0; i < columns[l][o].length; i++) {
          sum += weights[l][o][i] * values[l][columns[l][o][i]];
        }
        values[l + 1][o] = l < biases.length - 1 ? Math.tanh(sum) : sum;
      }
    }
  }

  /**
   * Adds the gradient of the last {@link #back} to those by states.
   *
   * @param states gradients by the states of a window's rows: positions, then velocities
   * @param row of the window
   */
  void addTo(double[][] states, int row, double[] inputs, int at) {
    int next = 0;
    for (DeltaInput input : model.inputs()) {
      for (int age = 0; age < input.steps(); age++) {
        for (int j = 0; j < joints && row - age >= 0; j++) {
          double gradient = gradients[0][next + j] / input.scale();
          double value = inputs[at + next + j];
          double[] state = states[row - age];
          switch (input.signal()) {
            case COMMAND_ERROR -> state[j] -= gradient;
            case COMMAND_ERROR_ABS ->
                state[j] -= gradient * sign(inputs, at, j);
            case POSITION -> state[j] += gradient;
            case POSITION_SIN, POSITION_COS ->
                state[j] +=
                    gradient * Math.sqrt(Math.max(0, 1 - Math.pow(value * input.scale(), 2)));
            case VELOCITY -> state[joints + j] += gradient;
            case VELOCITY_TANH -> state[joints + j] += gradient * (1 - value * value);
            default -> {
              // Commands do not depend on the state; what was added before counts as given.
            }
          }
        }
        next += joints;
      }
    }
  }

  /** Sign of command minus position, if there is such an input. */
  private double sign(double[] inputs, int at, int joint) {
    int next = 0;
    for (DeltaInput input : model.inputs()) {
      if (input.signal() == org.workcell.sim.delta.DeltaSignal.COMMAND_ERROR) {
        return Math.signum(inputs[at + next + joint]);
      }
      next += input.steps() * joints;
    }
    return 0;
  }
}
