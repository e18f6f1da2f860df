package org.workcell.randomization;

import org.workcell.sim.task.SceneRoles;

/**
 * An interval that a value is drawn from, uniformly.
 *
 * @param low lower end
 * @param high upper end, not below the lower
 */
public record Range(double low, double high) {

  /** Checks the ends. */
  public Range {
    if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
      throw new IllegalArgumentException(
          "a range must be [low, high] of finite numbers with low <= high, not [%s, %s]"
              .formatted(low, high));
    }
  }

  /** An interval of a scene's roles. */
  static Range of(SceneRoles.Interval interval) {
    return new Range(interval.low(), interval.high());
  }

  /** The same amount to either side of zero. */
  public static Range around(double amount) {
    return new Range(-amount, amount);
  }

  /** Narrowed toward a value: the value alone at severity 0, this range at full severity. */
  public Range narrowed(double nominal, double severityFraction) {
    return new Range(
        nominal + severityFraction * (low - nominal),
        nominal + severityFraction * (high - nominal));
  }

  /** The value at a share of 0 to 1 of the width. */
  public double at(double share) {
    return low + (high - low) * share;
  }
}
