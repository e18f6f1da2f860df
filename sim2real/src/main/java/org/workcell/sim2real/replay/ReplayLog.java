package org.workcell.sim2real.replay;

import java.util.Arrays;
import java.util.List;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.model.Drive;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotSetup;

/**
 * A log made ready for a model: its joints found, velocities where it has none, commands held over
 * missing values. Immutable, so any number of threads may read it.
 */
public final class ReplayLog {

  private final RobotLog log;
  private final List<RobotJoint> joints;
  private final CommandSource source;
  private final CommandKind kind;
  private final double[] times;
  private final double[] positions;
  private final double[] velocities;
  private final double[] commands;
  private final boolean[] enabled;

  private ReplayLog(RobotLog log, RobotSetup setup, CommandSource source) {
    this.log = log;
    this.joints = setup.model().joints(log.meta());
    this.source = source;
    this.kind = source.kind(log);
    this.times = log.timesSeconds();
    requireTimes();
    this.positions = log.values(Quantity.POSITION);
    this.velocities = log.has(Quantity.VELOCITY) ? log.values(Quantity.VELOCITY) : differentiate();
    this.commands = log.values(source.quantity());
    this.enabled = enabled();
    for (RobotJoint joint : joints) {
      requireDrive(setup, joint);
    }
    if (log.has(Quantity.SIMULATION_STATE)) {
      StartState.timeColumns(setup.model().model(), log);
    }
    holdCommands();
  }

  /**
   * Makes a log ready, driven by its commands, or else by what was measured ({@link
   * CommandSource#of}).
   *
   * @throws IllegalArgumentException naming what the model or the log lacks
   */
  public static ReplayLog of(RobotLog log, RobotSetup setup) {
    return new ReplayLog(log, setup, CommandSource.of(log));
  }

  /** As {@link #of(RobotLog, RobotSetup)}, driven by this. */
  public static ReplayLog of(RobotLog log, RobotSetup setup, CommandSource source) {
    return new ReplayLog(log, setup, source);
  }

  private void requireTimes() {
    if (times.length < 2) {
      throw new IllegalArgumentException(
          "log %s has %d rows; expected at least 2".formatted(meta().name(), times.length));
    }
    for (int row = 0; row < times.length; row++) {
      if (!Double.isFinite(times[row]) || (row > 0 && times[row] <= times[row - 1])) {
        throw new IllegalArgumentException(
            "time %s s of row %d of log %s does not come after the one before; expected rising times, see workcell sim2real validate"
                .formatted(times[row], row, meta().name()));
      }
    }
  }

  private void requireDrive(RobotSetup setup, RobotJoint joint) {
    Drive drive = setup.drive(joint);
    boolean fits =
        switch (kind) {
          case POSITION -> drive == Drive.POSITION_SERVO;
          case VELOCITY -> drive == Drive.VELOCITY_SERVO;
          case TORQUE, CURRENT -> drive == Drive.MOTOR || drive == Drive.NONE || isMeasured();
          case NONE -> false;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "log %s commands %s, but joint '%s' of the model is driven by %s; give it an actuator of that kind, or a stage servo in the actuator chain"
              .formatted(meta().name(), kind, joint.name(), drive));
    }
  }

  private double[] differentiate() {
    double[] all = new double[positions.length];
    int count = joints.size();
    for (int joint = 0; joint < count; joint++) {
      double[] one = LocalVelocity.of(times, log.column(Quantity.POSITION, joint));
      for (int row = 0; row < times.length; row++) {
        all[row * count + joint] = one[row];
      }
    }
    return all;
  }

  private boolean[] enabled() {
    boolean[] on = new boolean[times.length * joints.size()];
    Arrays.fill(on, true);
    if (log.has(Quantity.ENABLED)) {
      double[] flags = log.values(Quantity.ENABLED);
      for (int i = 0; i < on.length; i++) {
        on[i] = flags[i] != 0;
      }
    }
    return on;
  }

  /**
   * A missing command is the last one; before the first one, the drive holds where the joint is.
   */
  private void holdCommands() {
    int count = joints.size();
    for (int joint = 0; joint < count; joint++) {
      double last = Double.NaN;
      for (int row = 0; row < times.length; row++) {
        int at = row * count + joint;
        if (Double.isNaN(commands[at])) {
          commands[at] =
              !Double.isNaN(last) ? last : kind == CommandKind.POSITION ? positions[at] : 0;
        } else {
          last = commands[at];
        }
      }
    }
  }

  /** The log. */
  public RobotLog log() {
    return log;
  }

  /** What is known of it. */
  public LogMeta meta() {
    return log.meta();
  }

  /** Its joints in the model, in its order. */
  public List<RobotJoint> joints() {
    return joints;
  }

  /** What drives the replay. */
  public CommandSource source() {
    return source;
  }

  /** Of what kind the commands are. */
  public CommandKind kind() {
    return kind;
  }

  /** Whether measured torques or currents take the place of commands. */
  public boolean isMeasured() {
    return source != CommandSource.COMMAND;
  }

  /** Number of rows. */
  public int rows() {
    return times.length;
  }

  /** Time of a row, s. */
  public double time(int row) {
    return times[row];
  }

  /** Measured position, rad or m; NaN where it is missing. */
  public double position(int row, int joint) {
    return positions[row * joints.size() + joint];
  }

  /** Measured velocity, or the slope of measured positions; NaN where it is missing. */
  public double velocity(int row, int joint) {
    return velocities[row * joints.size() + joint];
  }

  /** Command that holds from this row's time to the next row's. */
  public double command(int row, int joint) {
    return commands[row * joints.size() + joint];
  }

  /** Whether the joint's drive is on from this row's time to the next row's. */
  public boolean enabled(int row, int joint) {
    return enabled[row * joints.size() + joint];
  }

  /** Whether a simulation can start here: all positions and velocities are known. */
  public boolean isStart(int row) {
    for (int joint = 0; joint < joints.size(); joint++) {
      if (!Double.isFinite(position(row, joint)) || !Double.isFinite(velocity(row, joint))) {
        return false;
      }
    }
    return true;
  }
}
