package org.workcell.sim2real.delta;

import java.util.Arrays;
import java.util.List;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.RowSystem;

/**
 * How the state of the next row, positions then velocities, changes with the state of a row and
 * with the commands of this row and of those before that still act: matrices A and B of each logged
 * row, by forward differences about the labels. Immutable.
 */
final class Transitions {

  private static final double POSITION_STEP = 1e-3;
  private static final double VELOCITY_STEP = 2e-2;
  private static final double COMMAND_STEP = 1e-3;

  private final int joints;
  private final int commandRows;
  private final double[][][] state;
  private final double[][][] command;

  private Transitions(int joints, int commandRows, int logs) {
    this.joints = joints;
    this.commandRows = commandRows;
    this.state = new double[logs][][];
    this.command = new double[logs][][];
  }

  /**
   * Computes them.
   *
   * @param changes of the logs' commands, about which differences are taken
   * @param commandRows rows of commands that act on their own: this one and those before
   */
  static Transitions of(
      DeltaProblem problem, List<ReplayLog> logs, double[][] changes, int commandRows) {
    Transitions all = new Transitions(problem.joints(), commandRows, logs.size());
    RowWorkers.run(
        problem.systems(),
        problem.options().threads(),
        logs.size(),
        (system, number) -> {
          ReplayLog log = logs.get(number);
          all.state[number] = new double[log.rows()][];
          all.command[number] = new double[log.rows()][];
          double[] own = changes[number].clone();
          for (int row = 0; row < log.rows() - 1; row++) {
            if (log.isStart(row)) {
              all.find(system, number, log, row, own);
            }
          }
        });
    return all;
  }

  private void find(RowSystem system, int number, ReplayLog log, int row, double[] changes) {
    double[] position = new double[joints];
    double[] velocity = new double[joints];
    for (int j = 0; j < joints; j++) {
      position[j] = log.position(row, j);
      velocity[j] = log.velocity(row, j);
    }
    int size = 2 * joints;
    double[] base = new double[size];
    double[] ahead = new double[size];
    if (!next(system, log, row, changes, position, velocity, base)) {
      return;
    }
    double[] a = new double[size * size];
    for (int column = 0; column < size; column++) {
      double[] moved = column < joints ? position : velocity;
      double step = column < joints ? POSITION_STEP : VELOCITY_STEP;
      moved[column % joints] += step;
      boolean good = next(system, log, row, changes, position, velocity, ahead);
      moved[column % joints] -= step;
      write(a, column, size, base, ahead, step, good);
    }
    int columns = joints * commandRows;
    double[] b = new double[size * columns];
    for (int column = 0; column < columns; column++) {
      int at = (row - column / joints) * joints + column % joints;
      if (at >= 0) {
        changes[at] += COMMAND_STEP;
        boolean good = next(system, log, row, changes, position, velocity, ahead);
        changes[at] -= COMMAND_STEP;
        write(b, column, columns, base, ahead, COMMAND_STEP, good);
      }
    }
    state[number][row] = a;
    command[number][row] = b;
  }

  private static void write(
      double[] matrix,
      int column,
      int columns,
      double[] base,
      double[] ahead,
      double step,
      boolean good) {
    for (int i = 0; i < base.length && good; i++) {
      matrix[i * columns + column] = (ahead[i] - base[i]) / step;
    }
  }

  private boolean next(
      RowSystem system,
      ReplayLog log,
      int row,
      double[] changes,
      double[] position,
      double[] velocity,
      double[] target) {
    system.start(log, row, changes);
    system.place(position, velocity);
    boolean good =
        system.step(log, row, Arrays.copyOfRange(changes, row * joints, (row + 1) * joints));
    double[] q = new double[joints];
    double[] v = new double[joints];
    system.read(q, v);
    System.arraycopy(q, 0, target, 0, joints);
    System.arraycopy(v, 0, target, joints, joints);
    return good;
  }

  /** Adds to a gradient by the state of a row what follows from that of the next row. */
  void backState(int log, int row, double[] next, double[] target) {
    double[] a = state[log][row];
    int size = 2 * joints;
    for (int i = 0; a != null && i < size; i++) {
      for (int column = 0; column < size; column++) {
        target[column] += a[i * size + column] * next[i];
      }
    }
  }

  /** Adds to a gradient by a command what follows from the state after {@code row}. */
  void backCommand(int log, int row, int lag, double[] next, double[] target) {
    double[] b = command[log][row];
    int columns = joints * commandRows;
    for (int i = 0; b != null && i < 2 * joints; i++) {
      for (int joint = 0; joint < joints; joint++) {
        target[joint] += b[i * columns + lag * joints + joint] * next[i];
      }
    }
  }

  int commandRows() {
    return commandRows;
  }
}
