package org.workcell.sim.control;

import java.util.Arrays;

/**
 * Gains of operational-space control: accelerations per displacement and velocity.
 *
 * @param stiffness of the six directions: x, y, z (1/s^2), then rotations about x, y, z; world
 *     frame
 * @param damping of the same directions, 1/s
 * @param postureStiffness of the joints in the null space, 1/s^2
 * @param postureDamping of the joints in the null space, 1/s
 */
public record OperationalSpaceGains(
    double[] stiffness, double[] damping, double postureStiffness, double postureDamping) {

  private static final int DIRECTIONS = 6;

  /** Takes defensive copies and checks the numbers. */
  public OperationalSpaceGains {
    stiffness = stiffness.clone();
    damping = damping.clone();
    requireGains("stiffness", stiffness);
    requireGains("damping", damping);
    requireGain("posture stiffness", postureStiffness);
    requireGain("posture damping", postureDamping);
  }

  private static void requireGains(String what, double[] gains) {
    if (gains.length != DIRECTIONS) {
      throw new IllegalArgumentException(
          "%s needs %d gains (x, y, z and the rotations about them), not %d"
              .formatted(what, DIRECTIONS, gains.length));
    }
    for (double gain : gains) {
      requireGain(what, gain);
    }
  }

  private static void requireGain(String what, double gain) {
    if (!(gain >= 0) || Double.isInfinite(gain)) {
      throw new IllegalArgumentException(
          "%s is %s; expected a finite number, not negative".formatted(what, gain));
    }
  }

  /** Critically damped: the same stiffness in all six directions, another one for the posture. */
  public static OperationalSpaceGains critical(double stiffness, double postureStiffness) {
    double[] all = new double[DIRECTIONS];
    double[] damping = new double[DIRECTIONS];
    Arrays.fill(all, stiffness);
    Arrays.fill(damping, 2 * Math.sqrt(stiffness));
    return new OperationalSpaceGains(
        all, damping, postureStiffness, 2 * Math.sqrt(postureStiffness));
  }

  @Override
  public double[] stiffness() {
    return stiffness.clone();
  }

  @Override
  public double[] damping() {
    return damping.clone();
  }
}
