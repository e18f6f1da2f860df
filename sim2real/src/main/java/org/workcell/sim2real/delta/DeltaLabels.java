package org.workcell.sim2real.delta;

import java.util.Arrays;

/**
 * Changes of commands with which each row of a log leads to the next one in simulation.
 *
 * @param changes of each log, [row * joints + joint], in the command's unit
 * @param weights how well the log tells each of them, 0 to 1; 0 where it was rejected
 * @param rows that were asked
 * @param rejected rows whose end no change of the command reaches
 * @param residuals root mean square of what is left, in deviations of the noise, before and after
 */
record DeltaLabels(
    double[][] changes, double[][] weights, int rows, int rejected, double[] residuals) {

  /**
   * What a network has to learn: changes in units of a drive gain.
   *
   * @param ratios of the logs' drive gains
   */
  DeltaLabels measuredBy(double[] ratios) {
    double[][] targets = new double[changes.length][];
    double[][] counts = new double[changes.length][];
    for (int i = 0; i < ratios.length; i++) {
      double ratio = ratios[i];
      targets[i] = Arrays.stream(changes[i]).map(change -> ratio * change).toArray();
      counts[i] = Arrays.stream(weights[i]).map(weight -> scaledWeight(weight, ratio)).toArray();
    }
    return new DeltaLabels(targets, counts, rows, rejected, residuals);
  }

  /** A weight is 1 / (1 + v) with the label's variance v in some unit. */
  private static double scaledWeight(double weight, double ratio) {
    return weight == 0 ? 0 : 1 / (1 + (1 / weight - 1) * ratio * ratio);
  }

  double rejectedShare() {
    return rows == 0 ? 0 : (double) rejected / rows;
  }
}
