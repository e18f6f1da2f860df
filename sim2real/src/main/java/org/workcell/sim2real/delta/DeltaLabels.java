package org.workcell.sim2real.delta;

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

  double rejectedShare() {
    return rows == 0 ? 0 : (double) rejected / rows;
  }
}
