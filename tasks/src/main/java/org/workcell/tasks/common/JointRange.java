package org.workcell.tasks.common;

/**
 * A condition on the position of a joint: whether it lies in an interval.
 *
 * @param low lower end, radians or metres; may be infinite
 * @param high upper end; may be infinite
 * @param includesEnds whether a position at an end is in the interval
 */
public record JointRange(double low, double high, boolean includesEnds) {

  /** Positions below a limit, without it. */
  public static JointRange below(double limit) {
    return new JointRange(Double.NEGATIVE_INFINITY, limit, false);
  }

  /** Positions above a limit, without it. */
  public static JointRange above(double limit) {
    return new JointRange(limit, Double.POSITIVE_INFINITY, false);
  }

  /** Positions from a limit on, with it. */
  public static JointRange atLeast(double limit) {
    return new JointRange(limit, Double.POSITIVE_INFINITY, true);
  }

  /** Whether a position lies in the interval. */
  public boolean contains(double position) {
    return includesEnds ? position >= low && position <= high : position > low && position < high;
  }
}
