package org.workcell.sim2real.excitation;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.random.RandomStream;

/** Draws motions from point to point within a box around a centre. */
final class PointDraw {

  private static final double FIRST_REST_SECONDS = 0.2;

  /** Peak speed and acceleration of minimum jerk over unit time and distance. */
  private static final double JERK_SPEED = 1.875;

  private static final double JERK_ACCELERATION = 10 / StrictMath.sqrt(3);

  /** Numbers are rounded when they are compared with limits. */
  private static final double SLACK = 1 + 1e-4;

  private final List<JointLimits> limits;
  private final double[] centre;
  private final double[] amplitudes;
  private final RandomStream random;

  private final List<double[]> points = new ArrayList<>();
  private final List<Double> starts = new ArrayList<>();
  private final List<Double> durations = new ArrayList<>();
  private final List<Double> ramps = new ArrayList<>();

  PointDraw(List<JointLimits> limits, double[] centre, double[] amplitudes, RandomStream random) {
    this.limits = limits;
    this.centre = centre;
    this.amplitudes = amplitudes;
    this.random = random;
    points.add(centre.clone());
  }

  Motion steps(double seconds) {
    double time = FIRST_REST_SECONDS;
    while (true) {
      double[] next = point();
      double ramp = ramp(next);
      double duration = SLACK * trapezoidSeconds(next, ramp);
      if (!add(next, time, duration, ramp, seconds)) {
        return motion(PointMotion.Shape.TRAPEZOID, seconds);
      }
      time += duration + random.uniform(0.2, 0.8);
    }
  }

  Motion policyLike(double seconds) {
    double time = FIRST_REST_SECONDS;
    while (true) {
      double[] next = point();
      double duration = SLACK * jerkSeconds(next) * random.uniform(1, 2.5);
      if (!add(next, time, duration, 0.5, seconds)) {
        return motion(PointMotion.Shape.MINIMUM_JERK, seconds);
      }
      time += duration + random.uniform(0, 0.3);
    }
  }

  private boolean add(double[] next, double start, double duration, double ramp, double end) {
    if (start + duration > end) {
      return false;
    }
    points.add(next);
    starts.add(start);
    durations.add(duration);
    ramps.add(ramp);
    return true;
  }

  private Motion motion(PointMotion.Shape shape, double seconds) {
    return new PointMotion(
        points.toArray(double[][]::new),
        array(starts),
        array(durations),
        array(ramps),
        shape,
        seconds);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(value -> value).toArray();
  }

  private double[] point() {
    double[] point = new double[centre.length];
    for (int j = 0; j < point.length; j++) {
      point[j] = centre[j] + amplitudes[j] * random.uniform(-1, 1);
    }
    return point;
  }

  private double distance(double[] next, int joint) {
    return Math.abs(next[joint] - points.get(points.size() - 1)[joint]);
  }

  /** The share of time in which the joint that takes longest gains speed. */
  private double ramp(double[] next) {
    double longest = 0;
    double ramp = 0.5;
    for (int j = 0; j < next.length; j++) {
      double velocity = limits.get(j).velocity();
      double acceleration = limits.get(j).acceleration();
      double distance = distance(next, j);
      boolean full = distance > velocity * velocity / acceleration;
      double seconds =
          full
              ? distance / velocity + velocity / acceleration
              : 2 * Math.sqrt(distance / acceleration);
      if (seconds > longest) {
        longest = seconds;
        ramp = full ? velocity / acceleration / seconds : 0.5;
      }
    }
    return ramp;
  }

  private double trapezoidSeconds(double[] next, double ramp) {
    double seconds = 0;
    for (int j = 0; j < next.length; j++) {
      double distance = distance(next, j);
      double bySpeed = distance / (limits.get(j).velocity() * (1 - ramp));
      double byAcceleration =
          Math.sqrt(distance / (limits.get(j).acceleration() * ramp * (1 - ramp)));
      seconds = Math.max(seconds, Math.max(bySpeed, byAcceleration));
    }
    return seconds;
  }

  private double jerkSeconds(double[] next) {
    double seconds = 0;
    for (int j = 0; j < next.length; j++) {
      double distance = distance(next, j);
      double bySpeed = JERK_SPEED * distance / limits.get(j).velocity();
      double byAcceleration =
          Math.sqrt(JERK_ACCELERATION * distance / limits.get(j).acceleration());
      seconds = Math.max(seconds, Math.max(bySpeed, byAcceleration));
    }
    return seconds;
  }
}
