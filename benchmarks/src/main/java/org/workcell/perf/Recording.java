package org.workcell.perf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.workcell.sim.physics.CommandRecorder;
import org.workcell.sim.physics.ModelEdits;

/**
 * What happened to each environment in one slice of the runner, so that the floor can repeat it:
 * the state at the start, then a command for each step, or the state after a reset.
 */
final class Recording {

  /** The beginning of a slice or of an episode. */
  record Start(double[] state, ModelEdits edits) {}

  private final int environments;
  private final int commandSize;
  private double[] commands = {};
  private Start[] resets = {};
  private final List<Start> firstStates = new ArrayList<>();
  private int rounds;

  Recording(int environments, int commandSize) {
    this.environments = environments;
    this.commandSize = commandSize;
  }

  void clear() {
    rounds = 0;
    firstStates.clear();
    Arrays.fill(resets, null);
  }

  void addFirstState(Start start) {
    firstStates.add(start);
  }

  /** Makes room for another step of all environments. */
  void beginRound() {
    rounds++;
    if (resets.length < rounds * environments) {
      resets = Arrays.copyOf(resets, 2 * rounds * environments);
      commands = Arrays.copyOf(commands, resets.length * commandSize);
    }
  }

  void addStep(int environment, CommandRecorder recorder) {
    recorder.read(commands, offset(rounds - 1, environment));
  }

  /** Records a reset, at whose end the simulation carries out the command that brought it there. */
  void addReset(int environment, CommandRecorder recorder, Start start) {
    recorder.read(commands, offset(rounds - 1, environment));
    resets[(rounds - 1) * environments + environment] = start;
  }

  int rounds() {
    return rounds;
  }

  Start firstState(int environment) {
    return firstStates.get(environment);
  }

  /** The reset of a round, or null where a step was taken. */
  Start reset(int round, int environment) {
    return resets[round * environments + environment];
  }

  double[] commands() {
    return commands;
  }

  int offset(int round, int environment) {
    return (round * environments + environment) * commandSize;
  }
}
