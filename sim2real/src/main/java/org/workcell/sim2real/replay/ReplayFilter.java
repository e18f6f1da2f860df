package org.workcell.sim2real.replay;

/**
 * Stands between the commands of a log and the drives of a replay: it changes commands, as a
 * residual action model does, or the state after each row, as learned dynamics do. Numbers are in
 * the order and units of the log's joints. Each worker has one of its own; one thread at a time.
 */
public interface ReplayFilter {

  /** Begins a window that starts in the logged state of a row. */
  void start(ReplayLog log, int row);

  /**
   * Changes in place a command from before the window, which delays and plays still remember. Rows
   * come in any order.
   *
   * @param row before the one that the window starts in
   */
  default void past(int row, double[] command) {}

  /**
   * Changes in place the command of a row of the window.
   *
   * @param position where the simulated joints are, as a sensor would read it
   * @param velocity how fast they move
   */
  void command(int row, double[] position, double[] velocity, double[] command);

  /**
   * Changes in place the state that the simulation has reached at a row.
   *
   * @return whether anything was changed
   */
  default boolean state(int row, double[] position, double[] velocity) {
    return false;
  }

  /** Whether {@link #torques} takes the place of all drives, in every physics step. */
  default boolean makesTorques() {
    return false;
  }

  /**
   * Writes the torques of a physics step.
   *
   * @param secondsIntoRow time since the row whose command holds
   */
  default void torques(
      double secondsIntoRow, double[] position, double[] velocity, double[] torques) {
    throw new UnsupportedOperationException("this filter makes no torques");
  }
}
