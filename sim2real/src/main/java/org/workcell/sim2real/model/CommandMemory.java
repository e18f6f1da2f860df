package org.workcell.sim2real.model;

import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.StageKind;
import org.workcell.sim.physics.StageProgram;

/**
 * Lets the stages of a chain remember the commands before a window: the ring of a delay, the driven
 * side of a backlash. One thread at a time; nothing allocates but the constructor.
 */
final class CommandMemory {

  private final ChainLayout chain;
  private final StageProgram program;
  private final double timestepSeconds;
  private final int controls;
  private final double[][] states;

  CommandMemory(ChainLayout chain, StageProgram program, double timestepSeconds, int controls) {
    this.chain = chain;
    this.program = program;
    this.timestepSeconds = timestepSeconds;
    this.controls = controls;
    this.states = new double[chain.stages().size()][];
    for (int i = 0; i < states.length; i++) {
      states[i] = new double[program.state(i).size()];
    }
  }

  /**
   * Fills the stages.
   *
   * @param rows number of commands; at least 1
   * @param steps ascending: at which physics step, before the window's step 0, each command began
   *     to hold; the first one counts as held before, too
   * @param commands [rows][controls]
   * @param stageValues parameters that the stages have now
   */
  void fill(int rows, int[] steps, double[] commands, double[][] stageValues) {
    for (int i = 0; i < states.length; i++) {
      ChainLayout.Stage stage = chain.stages().get(i);
      if (stage.kind() == StageKind.DELAY) {
        fillRing(stage, states[i], rows, steps, commands);
      } else if (stage.kind() == StageKind.BACKLASH) {
        for (int channel = 0; channel < stage.actuators().length; channel++) {
          int actuator = stage.actuators()[channel];
          double half = stageValues[i][channel] / 2;
          double delay = delaySteps(i, actuator, stageValues);
          states[i][1 + channel] = driven(half, delay, rows, steps, commands, actuator);
        }
        states[i][0] = 1;
      } else {
        continue;
      }
      DoubleArray state = program.state(i);
      state.write(0, states[i]);
    }
  }

  /** The newest slot is the last one and holds the signal of step -1. */
  private void fillRing(
      ChainLayout.Stage stage, double[] state, int rows, int[] steps, double[] commands) {
    int channels = stage.actuators().length;
    int slots = (state.length - 2) / channels;
    state[0] = 1;
    state[1] = slots - 1;
    int row = rows - 1;
    for (int slot = slots - 1; slot >= 0; slot--) {
      int step = slot - slots;
      while (row > 0 && steps[row] > step) {
        row--;
      }
      for (int channel = 0; channel < channels; channel++) {
        state[2 + slot * channels + channel] =
            commands[row * controls + stage.actuators()[channel]];
      }
    }
  }

  /** Physics steps of the delays before a stage. */
  private double delaySteps(int before, int actuator, double[][] stageValues) {
    double steps = 0;
    for (int i = 0; i < before; i++) {
      ChainLayout.Stage stage = chain.stages().get(i);
      int channel = stage.channel(actuator);
      if (stage.kind() == StageKind.DELAY && channel >= 0) {
        steps += stageValues[i][channel] / timestepSeconds;
      }
    }
    return Math.abs(steps - Math.rint(steps)) < 1e-9 ? Math.rint(steps) : steps;
  }

  /**
   * Where the driven side of a play is before step 0. A command that begins to hold at step n
   * arrives with the step {@code n + whole}, in part where the delay has a fraction, and fully with
   * the next one.
   */
  private double driven(
      double half, double delay, int rows, int[] steps, double[] commands, int actuator) {
    int whole = (int) delay;
    double fraction = delay - whole;
    double before = commands[actuator];
    double driven = before;
    for (int row = 0; row < rows; row++) {
      double now = commands[row * controls + actuator];
      int next = row + 1 < rows ? steps[row + 1] : Integer.MAX_VALUE - whole - 1;
      int arrives = steps[row] + whole;
      if (arrives <= -1 && steps[row] < next) {
        double signal = (1 - fraction) * now + fraction * before;
        driven = Math.min(Math.max(driven, signal - half), signal + half);
        if (arrives + 1 <= -1 && steps[row] + 1 < next) {
          driven = Math.min(Math.max(driven, now - half), now + half);
        }
      }
      if (steps[row] < next) {
        before = now;
      }
    }
    return driven;
  }
}
