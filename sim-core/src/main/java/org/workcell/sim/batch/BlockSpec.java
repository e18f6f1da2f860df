package org.workcell.sim.batch;

import java.util.Arrays;
import java.util.List;

/**
 * One named array of every environment: an action, an observation block, a context.
 *
 * @param name for example {@code observation} or {@code achieved_goal}
 * @param type element type
 * @param shape per environment, without the leading batch dimension
 * @param low lower bound of each element in row-major order; may be infinite
 * @param high upper bound of each element
 */
public record BlockSpec(
    String name, DataType type, List<Integer> shape, double[] low, double[] high) {

  /** Checks that bounds fit the shape. */
  public BlockSpec {
    shape = List.copyOf(shape);
    low = low.clone();
    high = high.clone();
    int size = shape.stream().reduce(1, Math::multiplyExact);
    if (low.length != size || high.length != size) {
      throw new IllegalArgumentException(
          "block '%s' of shape %s needs %d bounds, not %d and %d"
              .formatted(name, shape, size, low.length, high.length));
    }
  }

  /** A vector with bounds of its own for each element. */
  public static BlockSpec vector(String name, DataType type, double[] low, double[] high) {
    return new BlockSpec(name, type, List.of(low.length), low, high);
  }

  /** A vector with the same bounds for all elements. */
  public static BlockSpec vector(String name, DataType type, int size, double low, double high) {
    double[] lows = new double[size];
    double[] highs = new double[size];
    Arrays.fill(lows, low);
    Arrays.fill(highs, high);
    return vector(name, type, lows, highs);
  }

  /** A copy whose bounds hold this block's elements and those of another block of this shape. */
  public BlockSpec withBoundsOf(BlockSpec other) {
    double[] lowest = low.clone();
    double[] highest = high.clone();
    for (int i = 0; i < lowest.length; i++) {
      lowest[i] = Math.min(lowest[i], other.low[i]);
      highest[i] = Math.max(highest[i], other.high[i]);
    }
    return new BlockSpec(name, type, shape, lowest, highest);
  }

  /** Number of elements per environment. */
  public int size() {
    return low.length;
  }

  /** A copy of the lower bounds. */
  @Override
  public double[] low() {
    return low.clone();
  }

  /** A copy of the upper bounds. */
  @Override
  public double[] high() {
    return high.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockSpec that
        && name.equals(that.name)
        && type == that.type
        && shape.equals(that.shape)
        && Arrays.equals(low, that.low)
        && Arrays.equals(high, that.high);
  }

  @Override
  public int hashCode() {
    return name.hashCode() + 31 * shape.hashCode();
  }
}
