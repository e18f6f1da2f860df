package org.workcell.sim2real.replay;

import org.workcell.sim2real.model.JointLimits;

/**
 * Something that takes a log's commands row by row from any state: a simulated robot, or an
 * environment. What labels and transition matrices are computed on. One thread at a time; the
 * caller closes it.
 */
public interface RowSystem extends AutoCloseable {

  /**
   * Brings it into the logged state of a row, with a memory of the commands before.
   *
   * @param changes added to the log's commands before this row, [row * joints + joint]; null for
   *     none
   */
  void start(ReplayLog log, int row, double[] changes);

  /** Replaces positions and velocities, as sensors read them; the memory stays. */
  void place(double[] position, double[] velocity);

  /**
   * Gives the command of a row, with a change, until the time of the next row.
   *
   * @param change added to the command; null for none
   * @return whether the state is still finite
   */
  boolean step(ReplayLog log, int row, double[] change);

  /** Writes positions and velocities at the time of the row that was reached. */
  void read(double[] position, double[] velocity);

  /** Writes the torques of the joints' drives in the last physics step, N m or N. */
  void readTorques(double[] torque);

  /** What the drives of the joints can do in the log in which it was started last. */
  JointLimits limits();

  @Override
  void close();
}
