package org.workcell.tasks.libero.problem;

import java.util.Arrays;
import java.util.List;

/**
 * A named region: rectangles of the workspace, or, without ranges, a site of a fixture or object.
 * The arrays are not copied and not to be changed.
 *
 * @param name full name, {@code <target>_<region>}; also the name of the site
 * @param target the instance that it belongs to
 * @param ranges rectangles x0, y0, x1, y1 in metres, relative to the origin of the workspace
 * @param yawRange lowest and highest yaw of a fixture that is placed here, radians
 * @param rgba colour of the zone site
 */
public record Region(
    String name, String target, List<double[]> ranges, double[] yawRange, double[] rgba) {

  /** Keeps a copy of the list of ranges. */
  public Region {
    ranges = List.copyOf(ranges);
  }

  /** Whether numbers, yaw and colour are the same, too. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Region region
        && name.equals(region.name)
        && target.equals(region.target)
        && Arrays.deepEquals(ranges.toArray(), region.ranges.toArray())
        && Arrays.equals(yawRange, region.yawRange)
        && Arrays.equals(rgba, region.rgba);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
