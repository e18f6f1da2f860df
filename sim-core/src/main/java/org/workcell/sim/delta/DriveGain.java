package org.workcell.sim.delta;

/**
 * The number of a robot that torques per error of position are in proportion to, such as the gain
 * in the firmware of a servo. A delta that has one sees differences of commands, and adds its own,
 * as if the number were {@link #reference}: what it has learned is then a matter of torques, and
 * serves robots that differ in this number.
 *
 * @param constant its name among the constants of logs
 * @param low the least value in the logs that the delta was trained on
 * @param high the largest one
 */
public record DriveGain(String constant, double low, double high) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there is no name, or the range is not positive or reversed
   */
  public DriveGain {
    if (constant.isEmpty() || !(low > 0 && high >= low && high < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "drive gain '%s' of a delta is %s to %s; expected a name and two positive numbers in rising order"
              .formatted(constant, low, high));
    }
  }

  /** The geometric mean of the range. */
  public double reference() {
    return Math.sqrt(low * high);
  }

  /**
   * A value by the reference.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public double ratio(double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the drive gain %s is %s; expected a positive number".formatted(constant, value));
    }
    return value / reference();
  }
}
