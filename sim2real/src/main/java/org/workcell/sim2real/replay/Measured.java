package org.workcell.sim2real.replay;

import java.util.Arrays;
import java.util.List;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.model.RobotSimulation;

/** Rows of what a robot did. */
final class Measured {

  /** Logs have one torque a row, whichever it is. */
  private static final List<Channel> TORQUES = List.of(Channel.TORQUE, Channel.MEAN_TORQUE);

  private Measured() {}

  /**
   * Writes positions, velocities and torques as measured; where only currents were, torques are
   * those that the drives make of them.
   */
  static void write(
      RobotSimulation simulation,
      ReplayLog log,
      int row,
      RowLayout layout,
      double[] target,
      int place) {
    for (int joint = 0; joint < layout.joints(); joint++) {
      if (layout.has(Channel.POSITION)) {
        target[place + layout.offset(Channel.POSITION) + joint] = log.position(row, joint);
      }
      if (layout.has(Channel.VELOCITY)) {
        target[place + layout.offset(Channel.VELOCITY) + joint] = log.velocity(row, joint);
      }
      for (Channel channel : TORQUES) {
        if (layout.has(channel)) {
          target[place + layout.offset(channel) + joint] = torque(simulation, log, row, joint);
        }
      }
    }
  }

  private static double torque(RobotSimulation simulation, ReplayLog log, int row, int joint) {
    RobotLog source = log.log();
    if (source.has(Quantity.TORQUE)) {
      return source.value(Quantity.TORQUE, row, joint);
    }
    return source.has(Quantity.CURRENT)
        ? source.value(Quantity.CURRENT, row, joint)
            * simulation.torquePerCurrent(log.joints().get(joint))
        : Double.NaN;
  }

  /** Replaces the pose of the tip by what was measured of it. */
  static void overwriteTip(ReplayLog log, int row, RowLayout layout, double[] target, int place) {
    RobotLog source = log.log();
    if (!layout.has(Channel.TIP)) {
      return;
    }
    int tip = place + layout.offset(Channel.TIP);
    for (int i = 0; i < 3 && source.has(Quantity.TIP_POSITION); i++) {
      target[tip + i] = source.value(Quantity.TIP_POSITION, row, i);
    }
    for (int i = 0; i < 4 && source.has(Quantity.TIP_QUAT_WXYZ); i++) {
      target[tip + 3 + i] = source.value(Quantity.TIP_QUAT_WXYZ, row, i);
    }
  }

  /** Makes a row one of a robot at rest; nobody knows its torques. */
  static void still(RowLayout layout, double[] row) {
    if (layout.has(Channel.VELOCITY)) {
      int at = layout.offset(Channel.VELOCITY);
      Arrays.fill(row, at, at + layout.joints(), 0);
    }
    for (Channel channel : TORQUES) {
      if (layout.has(channel)) {
        int at = layout.offset(channel);
        Arrays.fill(row, at, at + layout.joints(), Double.NaN);
      }
    }
  }
}
