package org.workcell.sim2real.delta;

import java.util.List;
import org.workcell.sim.delta.DeltaInput;
import org.workcell.sim.delta.DeltaSignal;

/** Gradients by the states of a window that the inputs of a delta are made of. One thread. */
final class SignalGradient {

  private final List<DeltaInput> inputs;
  private final int joints;
  private final int errorAt;
  private double driveGain = 1;

  SignalGradient(List<DeltaInput> inputs, int joints) {
    this.inputs = inputs;
    this.joints = joints;
    int next = 0;
    int found = -1;
    for (DeltaInput input : inputs) {
      found = input.signal() == DeltaSignal.COMMAND_ERROR ? next : found;
      next += input.steps() * joints;
    }
    this.errorAt = found;
  }

  /** Sets what differences of commands were multiplied by. */
  void driveGain(double ratio) {
    driveGain = ratio;
  }

  /**
   * Adds a gradient by inputs to those by states.
   *
   * @param gradients by the inputs of a row
   * @param states by the states of the window's rows: positions, then velocities
   * @param row of the window
   * @param values the inputs, from {@code at} on
   */
  void addTo(double[] gradients, double[][] states, int row, double[] values, int at) {
    int next = 0;
    for (DeltaInput input : inputs) {
      for (int age = 0; age < input.steps(); age++) {
        for (int j = 0; j < joints && row - age >= 0; j++) {
          double gradient = gradients[next + j] / input.scale();
          double value = values[at + next + j];
          double[] state = states[row - age];
          switch (input.signal()) {
            case COMMAND_ERROR -> state[j] -= driveGain * gradient;
            case COMMAND_ERROR_ABS -> state[j] -= driveGain * gradient * sign(values, at + j);
            case POSITION -> state[j] += gradient;
            case VELOCITY -> state[joints + j] += gradient;
            case VELOCITY_TANH -> state[joints + j] += gradient * (1 - value * value);
            default -> {
              // Commands do not depend on the state; what was added before counts as given, and
              // sines and cosines of positions change little within a window.
            }
          }
        }
        next += joints;
      }
    }
  }

  private double sign(double[] values, int at) {
    return errorAt < 0 ? 0 : Math.signum(values[at + errorAt]);
  }
}
