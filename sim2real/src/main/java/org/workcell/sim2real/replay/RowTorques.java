package org.workcell.sim2real.replay;

import java.util.Arrays;
import org.workcell.sim2real.model.RobotSimulation;

/**
 * Mean torques about the rows of a window: over half of the interval before a row and half of the
 * one after it. A command that is held between rows makes the torque of a stiff servo a sawtooth,
 * and drives report means. One thread at a time; allocates nothing per row or step.
 */
final class RowTorques {

  private final RobotSimulation simulation;
  private double[] before = new double[0];
  private double[] after = new double[0];
  private double[] next = new double[0];
  private int beforeCount;
  private int afterCount;
  private int nextCount;
  private int interval;

  RowTorques(RobotSimulation simulation) {
    this.simulation = simulation;
  }

  /** Begins at the first row of a window. */
  void start(ReplayLog log) {
    int joints = log.joints().size();
    if (before.length != joints) {
      before = new double[joints];
      after = new double[joints];
      next = new double[joints];
    }
    Arrays.fill(before, 0);
    beforeCount = 0;
  }

  /** Goes from a row to the next one, which is this many physics steps later. */
  void leave(int steps) {
    interval = steps;
    Arrays.fill(after, 0);
    Arrays.fill(next, 0);
    afterCount = 0;
    nextCount = 0;
  }

  /** Physics steps between the row that was left and the next one. */
  int interval() {
    return interval;
  }

  /** How many of these steps are nearer to the row than to the next, or as near. */
  int half() {
    return (interval + 1) / 2;
  }

  /** Counts the torques of a physics step; the first one of an interval is 1. */
  void add(ReplayLog log, int step) {
    boolean isNear = step <= half();
    boolean isLate = step > interval - half();
    for (int j = 0; j < after.length; j++) {
      double torque = simulation.torque(log.joints().get(j));
      after[j] += isNear ? torque : 0;
      next[j] += isLate ? torque : 0;
    }
    afterCount += isNear ? 1 : 0;
    nextCount += isLate ? 1 : 0;
  }

  /** Writes the means about the row that was left. */
  void write(double[] target, int place) {
    for (int j = 0; j < after.length; j++) {
      target[place + j] = (before[j] + after[j]) / Math.max(1, beforeCount + afterCount);
    }
  }

  /** Arrives at the next row. */
  void arrive() {
    double[] free = before;
    before = next;
    next = free;
    beforeCount = nextCount;
  }
}
