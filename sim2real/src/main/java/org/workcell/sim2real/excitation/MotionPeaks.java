package org.workcell.sim2real.excitation;

import java.util.List;

/**
 * The largest values of a motion, by joint, from positions a millisecond apart.
 *
 * @param low lowest positions, rad or m
 * @param high highest positions
 * @param velocity largest speeds
 * @param acceleration largest accelerations
 */
public record MotionPeaks(double[] low, double[] high, double[] velocity, double[] acceleration) {

  private static final double RATE_HZ = 1000;

  /** Measures a motion. */
  public static MotionPeaks of(Motion motion) {
    double[][] q = motion.sample(RATE_HZ);
    int joints = motion.joints();
    MotionPeaks peaks =
        new MotionPeaks(q[0].clone(), q[0].clone(), new double[joints], new double[joints]);
    for (int row = 1; row < q.length; row++) {
      for (int j = 0; j < joints; j++) {
        peaks.low[j] = Math.min(peaks.low[j], q[row][j]);
        peaks.high[j] = Math.max(peaks.high[j], q[row][j]);
        double speed = (q[row][j] - q[row - 1][j]) * RATE_HZ;
        peaks.velocity[j] = Math.max(peaks.velocity[j], Math.abs(speed));
        if (row + 1 < q.length) {
          double change = q[row + 1][j] - 2 * q[row][j] + q[row - 1][j];
          peaks.acceleration[j] =
              Math.max(peaks.acceleration[j], Math.abs(change) * RATE_HZ * RATE_HZ);
        }
      }
    }
    return peaks;
  }

  /** Whether positions, velocities and accelerations lie within limits. */
  public boolean within(List<JointLimits> limits) {
    for (int j = 0; j < low.length; j++) {
      JointLimits limit = limits.get(j);
      // Differences of positions carry rounding of 1e-9 rad/s².
      if (low[j] < limit.low()
          || high[j] > limit.high()
          || velocity[j] > limit.velocity() * (1 + 1e-6)
          || acceleration[j] > limit.acceleration() * (1 + 1e-6)) {
        return false;
      }
    }
    return true;
  }
}
