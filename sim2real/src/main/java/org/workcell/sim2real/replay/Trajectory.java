package org.workcell.sim2real.replay;

/**
 * What a simulation did in a window, at the rows after the first, in the order of the log.
 * Immutable by convention.
 */
public final class Trajectory {

  private final ReplayWindow window;
  private final ReplayLog log;
  private final RowLayout layout;
  private final double[] rows;
  private final int goodRows;

  Trajectory(ReplayWindow window, ReplayLog log, RowLayout layout, double[] rows, int goodRows) {
    this.window = window;
    this.log = log;
    this.layout = layout;
    this.rows = rows;
    this.goodRows = goodRows;
  }

  /** What was replayed. */
  public ReplayWindow window() {
    return window;
  }

  /** The log that it is of. */
  public ReplayLog log() {
    return log;
  }

  /** Rows until the simulation diverged; all of the window's if it did not. */
  public int goodRows() {
    return goodRows;
  }

  /** Whether the simulation diverged, or could not begin because no body has such parameters. */
  public boolean diverged() {
    return goodRows < window.rows();
  }

  /** Time since the window's start, s, of one of its rows, counted from 0. */
  public double seconds(int row) {
    return log.time(window.start() + 1 + row) - log.time(window.start());
  }

  /**
   * One number of one row, counted from 0; NaN from where the simulation diverged.
   *
   * @throws IllegalArgumentException if the batch does not keep this channel
   */
  public double value(Channel channel, int row, int component) {
    int offset = layout.offset(channel);
    if (offset < 0) {
      throw new IllegalArgumentException(
          "this batch keeps no %s; name it in Builder.channels".formatted(channel));
    }
    return row < goodRows ? rows[row * layout.width() + offset + component] : Double.NaN;
  }

  /** Whether the batch keeps this channel. */
  public boolean has(Channel channel) {
    return layout.has(channel);
  }

  /** Time of the last row before the simulation diverged, since the window's start, s. */
  double goodSeconds() {
    return goodRows == 0 ? 0 : seconds(goodRows - 1);
  }

  /**
   * A channel at even times after the window's start, interpolated between rows.
   *
   * @return [frames][components], the first frame one period after the start; null where a value is
   *     missing
   */
  double[][] frames(Channel channel, double periodSeconds, int frames) {
    int width = channel.width(layout.joints(), layout.model());
    double[][] result = new double[frames][width];
    int right = 0;
    for (int frame = 0; frame < frames; frame++) {
      double at = (frame + 1) * periodSeconds;
      while (right < goodRows - 1 && seconds(right) < at - 1e-9) {
        right++;
      }
      int left = Math.max(0, right - 1);
      double gap = seconds(right) - seconds(left);
      double share = gap == 0 ? 1 : Math.max(0, Math.min(1, (at - seconds(left)) / gap));
      for (int i = 0; i < width; i++) {
        double value = (1 - share) * value(channel, left, i) + share * value(channel, right, i);
        if (!Double.isFinite(value)) {
          return null;
        }
        result[frame][i] = value;
      }
    }
    return result;
  }
}
