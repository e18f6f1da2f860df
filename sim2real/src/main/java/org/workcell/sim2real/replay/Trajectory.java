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
}
