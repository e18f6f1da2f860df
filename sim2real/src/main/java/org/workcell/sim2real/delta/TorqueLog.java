package org.workcell.sim2real.delta;

import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.DeltaRunner;
import org.workcell.sim2real.inverse.EffortLog;
import org.workcell.sim2real.inverse.InversePrediction;

/**
 * A log for torque residuals: what its efforts are predicted to be, and what they were. Rows are
 * those of {@link EffortLog}.
 *
 * @param prediction without any delta
 */
public record TorqueLog(InversePrediction prediction) {

  /** Its rows. */
  public EffortLog log() {
    return prediction.log();
  }

  /** Torques that the model lacks, N m: what a residual has to add to the forces of a joint. */
  double lacking(int joint, int row) {
    double more = log().effort()[joint][row] - prediction.effort()[joint][row];
    // A motor that gives more than predicted works against a force that the model does not have.
    return -more * prediction.torquePerEffort()[joint];
  }

  /** One number per joint, of a row. */
  static void row(double[][] of, int row, double[] target) {
    for (int j = 0; j < target.length; j++) {
      target[j] = of[j][row];
    }
  }

  /**
   * Efforts that are predicted with a delta, [joint][row], through the filter of the measured ones.
   *
   * @throws IllegalArgumentException if it is none of torques, or of other joints
   */
  public double[][] predict(DeltaModel delta) {
    EffortLog log = log();
    int joints = log.joints();
    if (delta.kind() != DeltaModel.Kind.TORQUE || delta.channels().size() != joints) {
      throw new IllegalArgumentException(
          "a delta of kind %s and %d channels cannot be added to the torques of %d joints"
              .formatted(delta.kind().label(), delta.channels().size(), joints));
    }
    DeltaRunner runner = delta.newRunner();
    double[][] added = new double[joints][log.rows()];
    double[] nothing = new double[joints];
    double[] position = new double[joints];
    double[] velocity = new double[joints];
    runner.start();
    for (int row = 0; row < log.rows(); row++) {
      row(log.position(), row, position);
      row(log.velocity(), row, velocity);
      runner.apply(nothing, position, velocity);
      for (int j = 0; j < joints; j++) {
        added[j][row] = runner.delta()[j];
      }
    }
    for (int j = 0; j < joints; j++) {
      double gain = prediction.torquePerEffort()[j];
      double[] filtered = log.filtered(added[j]);
      for (int row = 0; row < filtered.length; row++) {
        filtered[row] = prediction.effort()[j][row] - filtered[row] / gain;
      }
      added[j] = filtered;
    }
    return added;
  }
}
