package org.workcell.sim.batch;

import java.util.Arrays;
import java.util.List;

/**
 * One named array of every environment: an action, an observation block, a context.
 *
 * @param name for example {@code observation} or {@code achieved_goal}
 * @param type element type
 * @param shape per environment, without the leading batch dimension
 * @param low lower bound of each element in row-major order, or one for all; may be infinite
 * @param high upper bound of each element, or one for all
 */
public record BlockSpec(
    String name, DataType type, List<Integer> shape, double[] low, double[] high) {

  /** Checks that bounds fit the shape. */
  public BlockSpec {
    shape = List.copyOf(shape);
    low = low.clone();
    high = high.clone();
    int size = size(shape);
    boolean fits = low.length == size && high.length == size;
    if (!fits && (low.length != 1 || high.length != 1)) {
      throw new IllegalArgumentException(
          "block '%s' of shape %s needs %d bounds or one for all, not %d and %d"
              .formatted(name, shape, size, low.length, high.length));
    }
  }

  private static int size(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
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

  /** Images, red green blue, top row first; bounds are kept once. */
  public static BlockSpec images(String name, int cameras, int heightPixels, int widthPixels) {
    List<Integer> shape = List.of(cameras, heightPixels, widthPixels, 3);
    return new BlockSpec(name, DataType.UINT8, shape, new double[] {0}, new double[] {255});
  }

  /** A copy whose bounds hold this block's elements and those of another block of this shape. */
  public BlockSpec withBoundsOf(BlockSpec other) {
    double[] lowest = low();
    double[] highest = high();
    double[] otherLow = other.low();
    double[] otherHigh = other.high();
    for (int i = 0; i < lowest.length; i++) {
      lowest[i] = Math.min(lowest[i], otherLow[i]);
      highest[i] = Math.max(highest[i], otherHigh[i]);
    }
    return new BlockSpec(name, type, shape, lowest, highest);
  }

  /** Number of elements per environment. */
  public int size() {
    // Without a loop, because steps ask.
    return low.length == 1 ? size(shape) : low.length;
  }

  /** A copy of the lower bounds, one for each element. */
  @Override
  public double[] low() {
    return forEachElement(low);
  }

  /** A copy of the upper bounds, one for each element. */
  @Override
  public double[] high() {
    return forEachElement(high);
  }

  private double[] forEachElement(double[] bounds) {
    if (bounds.length == size()) {
      return bounds.clone();
    }
    double[] all = new double[size()];
    Arrays.fill(all, bounds[0]);
    return all;
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

  /** The same block under another name. */
  public BlockSpec named(String otherName) {
    return new BlockSpec(otherName, type, shape, low, high);
  }
}
