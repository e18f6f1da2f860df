package org.workcell.sim2real.delta;

import java.util.List;
import java.util.function.Supplier;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.RowSystem;

/** Finds out for how many rows a command goes on to act on its own, because of delays. */
final class CommandLags {

  private static final int MOST = 8;
  private static final int ROWS = 12;
  private static final double CHANGE = 5e-3;
  private static final double COUNTS = 0.03;

  private CommandLags() {}

  /**
   * The largest number of rows after which a change of a command still moves the row after them,
   * other than through the state. Rows are those of several logs, because the drives of one may be
   * off.
   */
  static int of(Supplier<RowSystem> systems, List<ReplayLog> logs) {
    int joints = logs.get(0).joints().size();
    double[] effects = new double[MOST + 1];
    try (RowSystem system = systems.get()) {
      for (int i = 1; i <= ROWS; i++) {
        ReplayLog log = logs.get((i - 1) * logs.size() / ROWS);
        double[] changes = new double[log.rows() * joints];
        int row = Math.min(log.rows() - 2, MOST + i * (log.rows() - MOST - 2) / (ROWS + 1));
        if (row < MOST || !log.isStart(row)) {
          continue;
        }
        double[] without = velocity(system, log, row, changes);
        for (int lag = 0; lag <= MOST; lag++) {
          for (int joint = 0; joint < joints; joint++) {
            int at = (row - lag) * joints + joint;
            changes[at] = CHANGE;
            double[] with = velocity(system, log, row, changes);
            changes[at] = 0;
            effects[lag] += Math.abs(with[joint] - without[joint]);
          }
        }
      }
    }
    double largest = 0;
    for (double effect : effects) {
      largest = Math.max(largest, effect);
    }
    int last = 0;
    for (int lag = 0; lag <= MOST; lag++) {
      last = effects[lag] > COUNTS * largest ? lag : last;
    }
    return last;
  }

  private static double[] velocity(RowSystem system, ReplayLog log, int row, double[] changes) {
    int joints = log.joints().size();
    double[] position = new double[joints];
    double[] velocity = new double[joints];
    double[] now = new double[joints];
    System.arraycopy(changes, row * joints, now, 0, joints);
    system.start(log, row, changes);
    system.step(log, row, now);
    system.read(position, velocity);
    return velocity;
  }
}
