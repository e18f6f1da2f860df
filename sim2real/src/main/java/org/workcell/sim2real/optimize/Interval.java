package org.workcell.sim2real.optimize;

/**
 * Where a parameter's true value lies with the stated probability.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {

  /** Whether a value lies inside. */
  public boolean contains(double value) {
    return value >= low && value <= high;
  }
}
