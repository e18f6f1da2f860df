package org.workcell.sim2real.delta;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.RowSystem;

/**
 * When a command acts on its own, because of delays: it moves the row that comes {@code first + 1}
 * to {@code last + 1} rows after its own.
 *
 * @param first rows after which a command begins to act; 0 where it acts at once
 * @param last rows after which it acts for the last time
 */
record CommandLags(int first, int last) {

  /** A command acts until the next row, and not after it. */
  static final CommandLags NONE = new CommandLags(0, 0);

  private static final int MOST = 8;
  private static final int ROWS = 12;
  private static final double CHANGE = 5e-3;
  private static final double COUNTS = 0.03;

  /**
   * Between these a change of a command moves the row after them, other than through the state.
   * Rows are those of several logs, because the drives of one may be off.
   */
  static CommandLags of(Supplier<RowSystem> systems, List<ReplayLog> logs) {
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
    double counts = COUNTS * Arrays.stream(effects).max().getAsDouble();
    int[] acting = IntStream.rangeClosed(0, MOST).filter(lag -> effects[lag] > counts).toArray();
    return acting.length == 0 ? NONE : new CommandLags(acting[0], acting[acting.length - 1]);
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
