package org.workcell.sim2real.excitation;

import java.util.Arrays;

/**
 * From point to point, with rests between. All joints leave and arrive together, each in its own
 * shape of the same kind.
 */
final class PointMotion implements Motion {

  /** How a way is gone. */
  enum Shape {
    /** As fast as velocity and acceleration allow: acceleration is constant, zero, constant. */
    TRAPEZOID,
    /** As smoothly as possible (Flash and Hogan 1985). */
    MINIMUM_JERK
  }

  private final double[][] points;
  private final double[] starts;
  private final double[] durations;
  private final double[] ramps;
  private final Shape shape;
  private final double durationSeconds;

  /**
   * A motion.
   *
   * @param points where it rests, the first at the beginning
   * @param starts when it leaves each point but the last, s
   * @param durations how long it goes to the next, s
   * @param ramps share of each way's time that it gains speed, for trapezoids
   */
  PointMotion(
      double[][] points,
      double[] starts,
      double[] durations,
      double[] ramps,
      Shape shape,
      double durationSeconds) {
    this.points = points;
    this.starts = starts;
    this.durations = durations;
    this.ramps = ramps;
    this.shape = shape;
    this.durationSeconds = durationSeconds;
  }

  @Override
  public int joints() {
    return points[0].length;
  }

  @Override
  public double durationSeconds() {
    return durationSeconds;
  }

  @Override
  public void position(double seconds, double[] target) {
    int found = Arrays.binarySearch(starts, seconds);
    int leg = found >= 0 ? found : -found - 2;
    if (leg < 0) {
      System.arraycopy(points[0], 0, target, 0, joints());
      return;
    }
    double share = (seconds - starts[leg]) / durations[leg];
    double gone = shape == Shape.TRAPEZOID ? trapezoid(share, ramps[leg]) : minimumJerk(share);
    for (int joint = 0; joint < joints(); joint++) {
      double from = points[leg][joint];
      target[joint] = from + gone * (points[leg + 1][joint] - from);
    }
  }

  /** Share of the way after a share of the time, both from 0 to 1. */
  static double minimumJerk(double time) {
    double t = Math.max(0, Math.min(1, time));
    return t * t * t * (10 + t * (6 * t - 15));
  }

  /** Speed rises over a share of the time, stays, and falls over the same share. */
  static double trapezoid(double time, double ramp) {
    double t = Math.max(0, Math.min(1, time));
    if (t > 0.5) {
      return 1 - trapezoid(1 - t, ramp);
    }
    double speed = 1 / (1 - ramp);
    return t < ramp ? speed * t * t / (2 * ramp) : speed * (t - ramp / 2);
  }
}
