package org.workcell.sim2real.delta;

import java.util.Arrays;
import org.workcell.sim.delta.DeltaChannel;
import org.workcell.sim.delta.DeltaModel;

/** Carries gradients by what a delta adds to its network's outputs and to states. One thread. */
final class OutputGradient {

  private final DeltaModel model;
  private final PlainNetwork network;
  private final SignalGradient signals;
  private final double[] outputs;
  private double[] inputs = new double[0];
  private double driveGain = 1;

  OutputGradient(DeltaModel model) {
    this.model = model;
    this.network = PlainNetwork.of(model);
    this.signals = new SignalGradient(model.inputs(), model.channels().size());
    this.outputs = new double[model.channels().size()];
  }

  /** Sets what differences of commands were multiplied by. */
  void driveGain(double ratio) {
    driveGain = ratio;
    signals.driveGain(ratio);
  }

  /**
   * Goes backward through one row.
   *
   * @param read inputs of all rows, as the delta read them
   * @param at where this row's begin
   * @param change gradient by what is added to the command
   * @param delta what was added, from {@code deltaAt}
   * @param target gets the gradient by the network's output, from {@code targetAt}; 0 where it was
   *     clipped or does not act
   */
  void back(
      double[] read,
      int at,
      double[] change,
      double[] delta,
      int deltaAt,
      float[] target,
      int targetAt) {
    double[] made = network.compute(read, at);
    Arrays.fill(outputs, 0);
    for (int j = 0; j < outputs.length; j++) {
      DeltaChannel channel = model.channels().get(j);
      if (channel.acts() && Math.abs(made[j]) < channel.clip() * driveGain) {
        double plain = channel.scale() * made[j];
        double trust = Math.abs(plain) < 1e-12 ? 1 : delta[deltaAt + j] / plain;
        outputs[j] = change[j] * channel.scale() * trust;
      }
      target[targetAt + j] = (float) outputs[j];
    }
    inputs = network.back(outputs);
  }

  /** Adds the gradient of the last {@link #back} to those by the states of a window. */
  void addTo(double[][] states, int row, double[] read, int at) {
    signals.addTo(inputs, states, row, read, at);
  }
}
