package org.workcell.sim.planning;

import java.util.Arrays;

/**
 * When an arm is where on a path: a trapezoidal profile of the speed along the path's length in
 * joint space, from rest to rest, as fast as the limits allow. Where the path turns, the speed is
 * so low that no joint's velocity jumps by more than {@link Builder#velocityJump}. Immutable.
 */
public final class PathTiming {

  private final double maxSpeed;
  private final double maxAcceleration;
  private final double velocityJump;
  private final double[] jointVelocities;
  private final double[] jointAccelerations;

  private PathTiming(Builder builder) {
    this.maxSpeed = builder.maxSpeed;
    this.maxAcceleration = builder.maxAcceleration;
    this.velocityJump = builder.velocityJump;
    this.jointVelocities = builder.jointVelocities.clone();
    this.jointAccelerations = builder.jointAccelerations.clone();
  }

  /** Limits of an arm of this many joints. */
  public static Builder builder(int joints) {
    return new Builder(joints);
  }

  /** Number of joints. */
  public int jointCount() {
    return jointVelocities.length;
  }

  /**
   * Times a path.
   *
   * @throws IllegalArgumentException if it is of another number of joints
   */
  public TimedPath time(JointPath path) {
    if (path.jointCount() != jointCount()) {
      throw new IllegalArgumentException(
          "a path of %d joints cannot be timed for an arm of %d"
              .formatted(path.jointCount(), jointCount()));
    }
    int segments = path.size() - 1;
    double[] speeds = new double[segments];
    double[] accelerations = new double[segments];
    for (int i = 0; i < segments; i++) {
      speeds[i] = along(path, i, maxSpeed, jointVelocities);
      accelerations[i] = along(path, i, maxAcceleration, jointAccelerations);
    }
    return new TimedPath(path, speeds, accelerations, speedsAtPoints(path, speeds, accelerations));
  }

  /** What limits of the joints leave of a limit along the path. */
  private static double along(JointPath path, int segment, double limit, double[] ofJoints) {
    double lowest = limit;
    for (int joint = 0; joint < ofJoints.length; joint++) {
      double share = Math.abs(path.direction(segment, joint));
      if (share > 0) {
        lowest = Math.min(lowest, ofJoints[joint] / share);
      }
    }
    return lowest;
  }

  /** The highest speeds from which the arm can still slow down for what comes. */
  private double[] speedsAtPoints(JointPath path, double[] speeds, double[] accelerations) {
    int last = path.size() - 1;
    double[] result = new double[last + 1];
    for (int i = 1; i < last; i++) {
      result[i] = Math.min(Math.min(speeds[i - 1], speeds[i]), cornerSpeed(path, i));
    }
    for (int i = 1; i < last; i++) {
      double gain = 2 * accelerations[i - 1] * path.segmentLength(i - 1);
      result[i] = Math.min(result[i], Math.sqrt(result[i - 1] * result[i - 1] + gain));
    }
    for (int i = last - 1; i > 0; i--) {
      double gain = 2 * accelerations[i] * path.segmentLength(i);
      result[i] = Math.min(result[i], Math.sqrt(result[i + 1] * result[i + 1] + gain));
    }
    return result;
  }

  private double cornerSpeed(JointPath path, int point) {
    double turn = 0;
    for (int joint = 0; joint < path.jointCount(); joint++) {
      double change = path.direction(point, joint) - path.direction(point - 1, joint);
      turn = Math.max(turn, Math.abs(change));
    }
    return velocityJump / turn;
  }

  /** Limits; what is not set has the default that is stated. */
  public static final class Builder {

    private final double[] jointVelocities;
    private final double[] jointAccelerations;
    private double maxSpeed = 1.0;
    private double maxAcceleration = 4.0;
    private double velocityJump = 0.2;

    private Builder(int joints) {
      this.jointVelocities = new double[joints];
      this.jointAccelerations = new double[joints];
      Arrays.fill(jointVelocities, Double.POSITIVE_INFINITY);
      Arrays.fill(jointAccelerations, Double.POSITIVE_INFINITY);
    }

    /** Highest speed along the path; 1.0 rad/s. */
    public Builder maxSpeed(double radiansPerSecond) {
      maxSpeed = requirePositive(radiansPerSecond, "speed");
      return this;
    }

    /** Highest acceleration along the path; 4.0 rad/s^2. */
    public Builder maxAcceleration(double radiansPerSecondSquared) {
      maxAcceleration = requirePositive(radiansPerSecondSquared, "acceleration");
      return this;
    }

    /** Highest velocity of each joint; none. */
    public Builder jointVelocities(double... radiansPerSecond) {
      return set(jointVelocities, radiansPerSecond, "velocity");
    }

    /** Highest acceleration of each joint between the path's turns; none. */
    public Builder jointAccelerations(double... radiansPerSecondSquared) {
      return set(jointAccelerations, radiansPerSecondSquared, "acceleration");
    }

    /**
     * By how much the velocity of a joint may jump where the path turns; 0.2 rad/s, what the
     * default acceleration takes 0.05 s for.
     */
    public Builder velocityJump(double radiansPerSecond) {
      velocityJump = requirePositive(radiansPerSecond, "jump of a velocity");
      return this;
    }

    private Builder set(double[] limits, double[] values, String what) {
      if (values.length != limits.length) {
        throw new IllegalArgumentException(
            "%d limits of %s for an arm of %d joints; give one for each joint"
                .formatted(values.length, what, limits.length));
      }
      for (int i = 0; i < values.length; i++) {
        limits[i] = requirePositive(values[i], what);
      }
      return this;
    }

    private static double requirePositive(double value, String what) {
      if (!(value > 0)) {
        throw new IllegalArgumentException(
            "the highest %s is %s; expected more than 0".formatted(what, value));
      }
      return value;
    }

    /** The timing. */
    public PathTiming build() {
      return new PathTiming(this);
    }
  }
}
