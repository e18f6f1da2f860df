package org.workcell.sim2real.replay;

import org.workcell.datasets.logs.CommandKind;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim2real.model.Drive;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotSimulation;

/**
 * Gives commands of a log to the drives of a simulation, in the drives' own units, and fills the
 * memory of their stages. One thread at a time; allocates nothing per row.
 */
final class LoggedDrives {

  private final RobotSimulation simulation;
  private final Physics physics;
  private final DoubleArray appliedForces;
  private final int gainCount;
  private double[] factors = new double[0];
  private boolean[] onJoint = new boolean[0];
  private double[] commands = new double[0];
  private int[] memorySteps = new int[64];
  private double[] memoryCommands = new double[0];

  LoggedDrives(RobotSimulation simulation) {
    this.simulation = simulation;
    this.physics = simulation.physics();
    this.appliedForces = physics.array("qfrc_applied");
    this.gainCount = physics.scene().constants("actuator_gainprm").length;
  }

  /**
   * Prepares a log. Factors are control, or joint torque where there is no actuator, per command.
   */
  void begin(ReplayLog log) {
    int joints = log.joints().size();
    if (factors.length != joints) {
      factors = new double[joints];
      onJoint = new boolean[joints];
      commands = new double[joints];
    }
    for (int i = 0; i < joints; i++) {
      RobotJoint joint = log.joints().get(i);
      onJoint[i] = actsOnJoint(log, joint);
      factors[i] =
          switch (log.kind()) {
            case POSITION, VELOCITY -> joint.gear();
            case TORQUE -> perTorque(log, joint);
            case CURRENT -> perTorque(log, joint) * torquePerCurrent(log, joint);
            case NONE -> throw new IllegalStateException("a log without commands");
          };
    }
  }

  private double perTorque(ReplayLog log, RobotJoint joint) {
    if (actsOnJoint(log, joint)) {
      return 1;
    }
    int columns = gainCount / physics.ctrl().size();
    double gain = simulation.get(ModelField.ACTUATOR_GAINPRM, columns * joint.actuator());
    return 1 / (gain * joint.gear());
  }

  private double torquePerCurrent(ReplayLog log, RobotJoint joint) {
    double factor = simulation.torquePerCurrent(joint);
    if (!Double.isFinite(factor)) {
      throw new IllegalArgumentException(
          "log %s has currents, but nobody says how much torque they make on joint '%s'; hold actuator:%s/torque_per_current"
              .formatted(log.meta().name(), joint.name(), joint.name()));
    }
    return factor;
  }

  /**
   * Measured torques act on the joint itself where what drives it in the model takes no torques.
   */
  private boolean actsOnJoint(ReplayLog log, RobotJoint joint) {
    boolean torques = log.kind() == CommandKind.TORQUE || log.kind() == CommandKind.CURRENT;
    return torques && simulation.setup().drive(joint) != Drive.MOTOR;
  }

  /** Lets stages remember the commands before a row, as the filter would have changed them. */
  void remember(ReplayLog log, int start, double seconds, ReplayFilter filter) {
    int controls = physics.ctrl().size();
    double step = simulation.timestepSeconds();
    int first = start;
    while (first > 0 && log.time(start) - log.time(first) < seconds + step) {
      first--;
    }
    int rows = Math.max(1, start - first);
    if (memorySteps.length < rows) {
      memorySteps = new int[2 * rows];
    }
    if (memoryCommands.length < rows * controls) {
      memoryCommands = new double[2 * rows * controls];
    }
    for (int i = 0; i < rows; i++) {
      int row = first + i;
      memorySteps[i] = (int) Math.round((log.time(row) - log.time(start)) / step);
      for (int joint = 0; joint < commands.length; joint++) {
        commands[joint] = log.command(row, joint);
      }
      if (filter != null && row < start) {
        filter.past(row, commands);
      }
      for (int joint = 0; joint < log.joints().size(); joint++) {
        int actuator = log.joints().get(joint).actuator();
        if (actuator >= 0) {
          memoryCommands[i * controls + actuator] = factors[joint] * commands[joint];
        }
      }
    }
    simulation.remember(rows, memorySteps, memoryCommands);
  }

  /**
   * Gives commands.
   *
   * @param values of the log's joints, in its units
   * @param on false where something else takes the place of all drives
   */
  void write(ReplayLog log, int row, double[] values, boolean on) {
    for (int i = 0; i < values.length; i++) {
      RobotJoint joint = log.joints().get(i);
      double value = factors[i] * values[i];
      if (onJoint[i]) {
        appliedForces.set(joint.velocityAddress(), log.enabled(row, i) ? value : 0);
      } else {
        physics.ctrl().set(joint.actuator(), value);
      }
      simulation.switchDrive(joint, log.enabled(row, i) && !onJoint[i] && on);
    }
  }
}
