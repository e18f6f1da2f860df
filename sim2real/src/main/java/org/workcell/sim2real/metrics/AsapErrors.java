package org.workcell.sim2real.metrics;

/**
 * The four errors by which ASAP (arXiv 2502.01143) compares motions, in its units. A frame there is
 * 20 ms; positions at another rate give other velocity and acceleration errors.
 *
 * @param globalMm E_g-mpjpe: mean distance of bodies, mm
 * @param localMm E_mpjpe: the same with positions relative to the root body, mm
 * @param accelerationMmPerFrame2 E_acc: mean size of the difference of second differences,
 *     mm/frame²
 * @param velocityMmPerFrame E_vel as the published code has it: mean size of the difference of
 *     first differences, over all bodies, mm/frame
 * @param rootVelocityMmPerFrame E_vel as the paper describes it: that of the root body alone; 0
 *     where the root is fixed to the world
 */
public record AsapErrors(
    double globalMm,
    double localMm,
    double accelerationMmPerFrame2,
    double velocityMmPerFrame,
    double rootVelocityMmPerFrame) {

  private static final double MM = 1000;
  private static final double[] SPEED = {-1, 1};
  private static final double[] ACCELERATION = {1, -2, 1};

  /**
   * The errors of a motion.
   *
   * @param simulated positions of bodies in the world, m: [frame][3 * body + axis]
   * @param real the same of the log, of equal size
   * @param root which body positions are relative to for the local error
   * @throws IllegalArgumentException if sizes differ, or there are fewer than three frames
   */
  public static AsapErrors of(double[][] simulated, double[][] real, int root) {
    require(simulated, real, root);
    double[][] difference = new double[real.length][real[0].length];
    double[][] local = new double[real.length][real[0].length];
    for (int t = 0; t < real.length; t++) {
      for (int i = 0; i < real[t].length; i++) {
        difference[t][i] = simulated[t][i] - real[t][i];
      }
      for (int i = 0; i < real[t].length; i++) {
        local[t][i] = difference[t][i] - difference[t][3 * root + i % 3];
      }
    }
    int bodies = real[0].length / 3;
    return new AsapErrors(
        meanNorm(difference, 0, bodies, 1),
        meanNorm(local, 0, bodies, 1),
        meanNorm(difference, 0, bodies, ACCELERATION),
        meanNorm(difference, 0, bodies, SPEED),
        meanNorm(difference, root, root + 1, SPEED));
  }

  private static void require(double[][] simulated, double[][] real, int root) {
    if (simulated.length != real.length || real.length < 3) {
      throw new IllegalArgumentException(
          "simulation has %d frames and the log %d; expected equally many, three or more"
              .formatted(simulated.length, real.length));
    }
    int width = real[0].length;
    if (width % 3 != 0 || root < 0 || 3 * root >= width) {
      throw new IllegalArgumentException(
          "frames have %d numbers and the root is body %d; expected three numbers for each body"
              .formatted(width, root));
    }
    for (int t = 0; t < real.length; t++) {
      if (simulated[t].length != width || real[t].length != width) {
        throw new IllegalArgumentException(
            "frame %d has %d and %d numbers, not %d"
                .formatted(t, simulated[t].length, real[t].length, width));
      }
    }
  }

  /** Mean over frames and bodies of the length of a difference of neighbouring frames. */
  private static double meanNorm(double[][] frames, int from, int to, double... weights) {
    int rows = frames.length - weights.length + 1;
    double sum = 0;
    for (int t = 0; t < rows; t++) {
      for (int body = from; body < to; body++) {
        double square = 0;
        for (int axis = 0; axis < 3; axis++) {
          double value = 0;
          for (int k = 0; k < weights.length; k++) {
            value += weights[k] * frames[t + k][3 * body + axis];
          }
          square += value * value;
        }
        sum += Math.sqrt(square);
      }
    }
    return MM * sum / ((double) rows * (to - from));
  }
}
