package org.workcell.sim2real.excitation;

/** Joint positions over time. Immutable; thread-safe. */
public interface Motion {

  /** Number of joints. */
  int joints();

  /** How long it takes, s; positions beyond its ends are those of its ends. */
  double durationSeconds();

  /**
   * Positions at a time.
   *
   * @param seconds since the beginning
   * @param target gets a position, rad or m, for each joint
   */
  void position(double seconds, double[] target);

  /** Positions at even times, the first at 0: [row][joint]. */
  default double[][] sample(double rateHz) {
    int rows = (int) Math.floor(durationSeconds() * rateHz + 1e-9) + 1;
    double[][] samples = new double[rows][joints()];
    for (int row = 0; row < rows; row++) {
      position(row / rateHz, samples[row]);
    }
    return samples;
  }
}
