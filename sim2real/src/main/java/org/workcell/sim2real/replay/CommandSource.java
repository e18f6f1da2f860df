package org.workcell.sim2real.replay;

import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;

/** Which numbers of a log drive a replay. */
public enum CommandSource {
  /** The commands that the robot got. */
  COMMAND(Quantity.COMMAND),
  /** Measured torques, for logs without commands. */
  MEASURED_TORQUE(Quantity.TORQUE),
  /** Measured motor currents, times the drives' torque per current, for logs without commands. */
  MEASURED_CURRENT(Quantity.CURRENT);

  private final Quantity quantity;

  CommandSource(Quantity quantity) {
    this.quantity = quantity;
  }

  /** What it reads. */
  public Quantity quantity() {
    return quantity;
  }

  /** Of what kind the numbers are. */
  CommandKind kind(RobotLog log) {
    return switch (this) {
      case COMMAND -> log.meta().commandKind();
      case MEASURED_TORQUE -> CommandKind.TORQUE;
      case MEASURED_CURRENT -> CommandKind.CURRENT;
    };
  }

  /**
   * Commands where the log has some, or else measured torques, or else measured currents.
   *
   * @throws IllegalArgumentException if the log has none of them
   */
  public static CommandSource of(RobotLog log) {
    if (log.meta().commandKind() != CommandKind.NONE && log.has(Quantity.COMMAND)) {
      return COMMAND;
    }
    for (CommandSource measured : new CommandSource[] {MEASURED_TORQUE, MEASURED_CURRENT}) {
      if (log.has(measured.quantity)) {
        return measured;
      }
    }
    throw new IllegalArgumentException(
        "log %s has no commands, torques or currents, so nothing can drive a replay; it has %s"
            .formatted(log.meta().name(), log.quantities()));
  }
}
