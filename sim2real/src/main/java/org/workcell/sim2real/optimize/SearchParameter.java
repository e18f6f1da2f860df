package org.workcell.sim2real.optimize;

/**
 * One number that a search may change.
 *
 * @param name what it is
 * @param nominal where it stays if the data cannot tell it; within the bounds
 * @param low lower bound; positive where the scale is {@link Scale#LOG}
 * @param high upper bound
 * @param scale in which coordinate it is searched
 */
public record SearchParameter(String name, double nominal, double low, double high, Scale scale) {

  /** Checks the bounds. */
  public SearchParameter {
    boolean ordered = Double.isFinite(low) && Double.isFinite(high) && low < high;
    if (!ordered || (scale == Scale.LOG && low <= 0)) {
      throw new IllegalArgumentException(
          "parameter %s has the bounds [%s, %s]; expected finite ones in ascending order%s"
              .formatted(name, low, high, scale == Scale.LOG ? ", above zero" : ""));
    }
    if (!(nominal >= low && nominal <= high)) {
      throw new IllegalArgumentException(
          "parameter %s starts at %s, outside its bounds [%s, %s]; widen them or change it"
              .formatted(name, nominal, low, high));
    }
  }

  /** Where a value lies between the bounds: 0 at the lower one, 1 at the upper one. */
  public double toUnit(double value) {
    double from = scale.coordinate(low);
    double unit = (scale.coordinate(value) - from) / (scale.coordinate(high) - from);
    return Math.max(0, Math.min(1, unit));
  }

  /** The value at a place between the bounds; places outside count as the bound. */
  public double fromUnit(double unit) {
    if (unit <= 0) {
      return low;
    }
    if (unit >= 1) {
      return high;
    }
    double from = scale.coordinate(low);
    return scale.value(from + unit * (scale.coordinate(high) - from));
  }

  /** Change of the value per change of its place between the bounds. */
  public double valuePerUnit(double value) {
    return scale == Scale.LOG ? value * Math.log(high / low) : high - low;
  }
}
