package org.workcell.datasets.logs;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a robot did, row by row, in SI units. Immutable, so any number of threads may read it. NaN
 * marks a value that is missing.
 */
public final class RobotLog {

  private final LogMeta meta;
  private final double[] timesSeconds;
  private final Map<Quantity, double[]> values;

  private RobotLog(LogMeta meta, double[] timesSeconds, Map<Quantity, double[]> values) {
    this.meta = meta;
    this.timesSeconds = timesSeconds;
    this.values = values;
  }

  /** Starts a log whose rows are at these times, s, which need not be even. */
  public static Builder builder(LogMeta meta, double... timesSeconds) {
    return new Builder(meta, timesSeconds.clone());
  }

  /** What is known of it as a whole. */
  public LogMeta meta() {
    return meta;
  }

  /** Number of rows. */
  public int rows() {
    return timesSeconds.length;
  }

  /** Time of a row, s, by the log's own clock. */
  public double timeSeconds(int row) {
    return timesSeconds[row];
  }

  /** All times, s, in a new array. */
  public double[] timesSeconds() {
    return timesSeconds.clone();
  }

  /** From the first row to the last, s. */
  public double durationSeconds() {
    return rows() == 0 ? 0 : timesSeconds[rows() - 1] - timesSeconds[0];
  }

  /**
   * The usual time from row to row, s: the median, so that a pause does not count. NaN where there
   * are fewer than two rows.
   */
  public double rowPeriodSeconds() {
    return IntStream.range(1, rows())
        .mapToDouble(row -> timesSeconds[row] - timesSeconds[row - 1])
        .sorted()
        .skip((rows() - 1) / 2)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** What it holds. */
  public Set<Quantity> quantities() {
    return Set.copyOf(values.keySet());
  }

  /** Whether it holds this. */
  public boolean has(Quantity quantity) {
    return values.containsKey(quantity);
  }

  /** Numbers of this quantity in each row. */
  public int width(Quantity quantity) {
    return rows() == 0 ? 0 : array(quantity).length / rows();
  }

  /**
   * One number.
   *
   * @throws IllegalArgumentException if the log does not hold this quantity
   */
  public double value(Quantity quantity, int row, int component) {
    double[] array = array(quantity);
    return array[row * (array.length / rows()) + component];
  }

  /** One component in all rows, in a new array. */
  public double[] column(Quantity quantity, int component) {
    double[] column = new double[rows()];
    for (int row = 0; row < column.length; row++) {
      column[row] = value(quantity, row, component);
    }
    return column;
  }

  /** All rows, one after the other, in a new array. */
  public double[] values(Quantity quantity) {
    return array(quantity).clone();
  }

  /** The rows from one to before another, with the same times. */
  public RobotLog rows(int from, int to) {
    Builder part = builder(meta, Arrays.copyOfRange(timesSeconds, from, to));
    values.forEach(
        (quantity, array) -> {
          int width = width(quantity);
          part.with(quantity, Arrays.copyOfRange(array, from * width, to * width));
        });
    return part.build();
  }

  private double[] array(Quantity quantity) {
    double[] array = values.get(quantity);
    if (array == null) {
      throw new IllegalArgumentException(
          "log %s has no %s; it has %s".formatted(meta.name(), quantity, values.keySet()));
    }
    return array;
  }

  /** Collects what a log holds. */
  public static final class Builder {

    private final LogMeta meta;
    private final double[] timesSeconds;
    private final Map<Quantity, double[]> values = new EnumMap<>(Quantity.class);

    private Builder(LogMeta meta, double[] timesSeconds) {
      this.meta = meta;
      this.timesSeconds = timesSeconds;
    }

    /**
     * Adds a quantity.
     *
     * @param rows its rows one after the other; copied
     * @throws IllegalArgumentException if the length is not that of the log
     */
    public Builder with(Quantity quantity, double... rows) {
      int width = quantity.width(meta.joints());
      boolean fits =
          width < 0
              ? timesSeconds.length == 0
                  ? rows.length == 0
                  : rows.length > 0 && rows.length % timesSeconds.length == 0
              : rows.length == width * timesSeconds.length;
      if (!fits) {
        throw new IllegalArgumentException(
            "%s of log %s has %d numbers; expected %d rows of %s"
                .formatted(
                    quantity,
                    meta.name(),
                    rows.length,
                    timesSeconds.length,
                    width < 0 ? "equal length" : String.valueOf(width)));
      }
      values.put(quantity, rows.clone());
      return this;
    }

    /** The log. */
    public RobotLog build() {
      return new RobotLog(meta, timesSeconds, new EnumMap<>(values));
    }
  }
}
