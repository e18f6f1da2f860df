package org.workcell.sim2real.delta;

import org.workcell.sim.delta.DeltaObservation;
import org.workcell.sim2real.replay.ReplayLog;

/** The inputs of a delta at logged rows. */
final class LoggedInputs {

  private LoggedInputs() {}

  /**
   * Adds the labels of a log, with the inputs of its own rows.
   *
   * @param labels [row * labels of a row + label]; with as many as joints they count as what was
   *     added to the command before, in units of the drive gain
   */
  static void add(
      DeltaProblem problem, ReplayLog log, double[] labels, double[] weights, SampleRows rows) {
    int joints = problem.joints();
    int width = labels.length / log.rows();
    double gain = problem.driveGain(log);
    DeltaObservation observation = problem.newObservation(log);
    double[] command = new double[joints];
    double[] position = new double[joints];
    double[] velocity = new double[joints];
    double[] change = new double[joints];
    observation.start();
    for (int row = 0; row < log.rows(); row++) {
      if (!log.isStart(row)) {
        observation.start();
        continue;
      }
      for (int i = 0; i < joints; i++) {
        command[i] = log.command(row, i);
        position[i] = log.position(row, i);
        velocity[i] = log.velocity(row, i);
        change[i] = width == joints ? labels[row * joints + i] / gain : 0;
      }
      observation.observe(command, position, velocity);
      rows.add(observation.values(), labels, weights, row * width);
      observation.acted(change);
    }
  }
}
