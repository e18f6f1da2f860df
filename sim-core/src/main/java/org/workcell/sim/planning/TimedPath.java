package org.workcell.sim.planning;

/**
 * A path and when each of its points is reached; made by {@link PathTiming}. Every segment speeds
 * up, keeps its speed and slows down. Immutable; sampling allocates nothing.
 */
public final class TimedPath {

  /** What rounding may add to a number of control steps without making it one more. */
  private static final double ROUNDING = 1e-9;

  private final JointPath path;
  private final double[] accelerations;
  private final double[] speedsAtPoints;

  /** Highest speed within each segment. */
  private final double[] peaks;

  /** Seconds at which each point is reached. */
  private final double[] times;

  TimedPath(JointPath path, double[] limits, double[] accelerations, double[] speedsAtPoints) {
    this.path = path;
    this.accelerations = accelerations;
    this.speedsAtPoints = speedsAtPoints;
    this.peaks = new double[limits.length];
    this.times = new double[path.size()];
    for (int i = 0; i < peaks.length; i++) {
      double start = speedsAtPoints[i];
      double end = speedsAtPoints[i + 1];
      double squares = start * start + end * end + 2 * accelerations[i] * path.segmentLength(i);
      double reachable = Math.sqrt(squares / 2);
      peaks[i] = Math.max(Math.max(start, end), Math.min(limits[i], reachable));
      times[i + 1] = times[i] + speedingUp(i) + cruising(i) + slowingDown(i);
    }
  }

  private double speedingUp(int segment) {
    return (peaks[segment] - speedsAtPoints[segment]) / accelerations[segment];
  }

  private double slowingDown(int segment) {
    return (peaks[segment] - speedsAtPoints[segment + 1]) / accelerations[segment];
  }

  private double cruising(int segment) {
    double peak = peaks[segment];
    double changing =
        speedingUp(segment) * (speedsAtPoints[segment] + peak) / 2
            + slowingDown(segment) * (peak + speedsAtPoints[segment + 1]) / 2;
    return Math.max(0, path.segmentLength(segment) - changing) / peak;
  }

  /** The path. */
  public JointPath path() {
    return path;
  }

  /** How long the motion takes; 0 where the path is a point. */
  public double durationSeconds() {
    return times[times.length - 1];
  }

  /**
   * The smallest number of periods that the motion takes; after that many, a sample is its end.
   *
   * @param periodSeconds more than 0
   */
  public int controlSteps(double periodSeconds) {
    if (!(periodSeconds > 0)) {
      throw new IllegalArgumentException(
          "the control period is %s s; expected more than 0".formatted(periodSeconds));
    }
    return (int) Math.ceil(durationSeconds() / periodSeconds - ROUNDING);
  }

  /**
   * Writes where the joints are at a time; before the start and after the end, those points.
   *
   * @param joints takes the positions in its front
   */
  public void sample(double timeSeconds, double[] joints) {
    int last = path.size() - 1;
    if (!(timeSeconds > 0)) {
      path.read(0, joints);
    } else if (timeSeconds >= times[last] - ROUNDING) {
      path.read(last, joints);
    } else {
      int segment = segmentAt(timeSeconds);
      double distance = distance(segment, timeSeconds - times[segment]);
      path.interpolate(segment, Math.min(1, distance / path.segmentLength(segment)), joints);
    }
  }

  private int segmentAt(double timeSeconds) {
    int low = 0;
    int high = times.length - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (times[middle] <= timeSeconds) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How far into a segment the arm is after a time in it. */
  private double distance(int segment, double seconds) {
    double start = speedsAtPoints[segment];
    double acceleration = accelerations[segment];
    double up = speedingUp(segment);
    if (seconds < up) {
      return seconds * (start + acceleration * seconds / 2);
    }
    double cruise = cruising(segment);
    double atPeak = Math.min(seconds - up, cruise);
    double slowing = Math.max(0, seconds - up - cruise);
    return up * (start + peaks[segment]) / 2
        + peaks[segment] * (atPeak + slowing)
        - acceleration * slowing * slowing / 2;
  }
}
