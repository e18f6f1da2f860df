package org.workcell.sim2real.replay;

import java.util.Arrays;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.Quantity;
import org.workcell.sim.physics.BadStateException;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim2real.model.Drive;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotSimulation;

/**
 * Runs windows on one simulation. The rule of time: row {@code i} of a window that starts at row
 * {@code s} stands at physics step {@code round((t[i] - t[s]) / timestep)}, so that errors of
 * rounding do not add up; its command holds from that step to the step of the next row; joint
 * positions are read there and taken to the row's own time by the velocity. One thread at a time;
 * allocates nothing per row or step.
 */
final class WindowRunner implements AutoCloseable {

  /** Fractions of a step below this are those of numbers that are no binary fractions. */
  private static final double WHOLE = 1e-6;

  private static final double DIVERGED = 1e6;

  private final RobotSimulation simulation;
  private final Physics physics;
  private final RowLayout layout;
  private final DoubleArray appliedForces;
  private final double[] positionMemory;
  private final PoseReader poses;
  private final int gainCount;
  private double[] factors = new double[0];
  private boolean[] onJoint = new boolean[0];
  private int[] memorySteps = new int[64];
  private double[] memoryCommands = new double[0];
  private boolean isQuick;

  WindowRunner(RobotSimulation simulation, RowLayout layout) {
    this.simulation = simulation;
    this.physics = simulation.physics();
    this.layout = layout;
    this.appliedForces = physics.array("qfrc_applied");
    this.positionMemory = new double[physics.qpos().size()];
    this.poses = new PoseReader(simulation.setup().model(), physics, layout);
    this.gainCount = physics.scene().constants("actuator_gainprm").length;
  }

  RobotSimulation simulation() {
    return simulation;
  }

  /**
   * Runs a window with the numbers of the last {@code apply}.
   *
   * @param quick whether quick steps may take the place of the engine's, where there are any
   * @param target its rows, one after the other, from {@code offset} on; NaN from the row on at
   *     which the simulation diverged
   * @return rows until the simulation diverged; all of them if it did not
   */
  int run(ReplayLog log, ReplayWindow window, boolean quick, double[] target, int offset) {
    physics.guard().enter(this);
    try {
      begin(log, window, quick);
      double step = simulation.timestepSeconds();
      double start = log.time(window.start());
      long done = 0;
      for (int row = window.start(); row < window.end(); row++) {
        int place = offset + (row - window.start()) * layout.width();
        command(log, row);
        double exact = (log.time(row + 1) - start) / step;
        long steps = Math.round(exact);
        if (!advance((int) (steps - done))) {
          int rest = (window.end() - row) * layout.width();
          Arrays.fill(target, place, place + rest, Double.NaN);
          return row - window.start();
        }
        done = steps;
        double late = Math.abs(exact - steps) < WHOLE ? 0 : (exact - steps) * step;
        read(log, target, place, late);
      }
      return window.rows();
    } finally {
      physics.guard().leave();
    }
  }

  private boolean advance(int steps) {
    if (steps == 0) {
      return true;
    }
    if (isQuick) {
      return simulation.quickStep(steps) && Math.abs(physics.qpos().get(0)) < DIVERGED;
    }
    try {
      physics.step(steps);
    } catch (BadStateException e) {
      return false;
    }
    for (int i = 0; i < positionMemory.length; i++) {
      if (!(Math.abs(physics.qpos().get(i)) < DIVERGED)) {
        return false;
      }
    }
    return true;
  }

  private void begin(ReplayLog log, ReplayWindow window, boolean quick) {
    simulation.start();
    isQuick = false;
    findFactors(log);
    boolean whole = log.log().has(Quantity.SIMULATION_STATE);
    int from = whole ? Math.max(0, window.start() - 1) : window.start();
    double seconds = simulation.setup().memorySeconds();
    if (seconds > 0) {
      remember(log, from, seconds);
    }
    if (from < window.start()) {
      warmUp(log, from);
    }
    StartState.write(simulation, log, window.start());
    isQuick = quick && !whole && simulation.isQuick();
    if (isQuick) {
      simulation.startQuick();
    }
  }

  /**
   * Whole states lack what the solver of contacts begins with, which moves results by 1e-8; the row
   * before tells it.
   */
  private void warmUp(ReplayLog log, int row) {
    StartState.write(simulation, log, row);
    command(log, row);
    double seconds = log.time(row + 1) - log.time(row);
    advance((int) Math.round(seconds / simulation.timestepSeconds()));
  }

  /** Control, or joint torque where there is no actuator, per command. */
  private void findFactors(ReplayLog log) {
    int joints = log.joints().size();
    if (factors.length != joints) {
      factors = new double[joints];
      onJoint = new boolean[joints];
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

  private void remember(ReplayLog log, int start, double seconds) {
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
      for (int joint = 0; joint < log.joints().size(); joint++) {
        int actuator = log.joints().get(joint).actuator();
        if (actuator >= 0) {
          memoryCommands[i * controls + actuator] = factors[joint] * log.command(row, joint);
        }
      }
    }
    simulation.remember(rows, memorySteps, memoryCommands);
  }

  private void command(ReplayLog log, int row) {
    for (int i = 0; i < log.joints().size(); i++) {
      RobotJoint joint = log.joints().get(i);
      double value = factors[i] * log.command(row, i);
      if (onJoint[i]) {
        appliedForces.set(joint.velocityAddress(), log.enabled(row, i) ? value : 0);
      } else {
        physics.ctrl().set(joint.actuator(), value);
      }
      simulation.switchDrive(joint, log.enabled(row, i) && !onJoint[i]);
    }
  }

  private void read(ReplayLog log, double[] target, int place, double late) {
    int position = layout.offset(Channel.POSITION);
    int velocity = layout.offset(Channel.VELOCITY);
    int torque = layout.offset(Channel.TORQUE);
    for (int i = 0; i < log.joints().size(); i++) {
      RobotJoint joint = log.joints().get(i);
      double rate = physics.qvel().get(joint.velocityAddress());
      if (position >= 0) {
        target[place + position + i] =
            physics.qpos().get(joint.positionAddress()) + rate * late + simulation.offset(joint);
      }
      if (velocity >= 0) {
        target[place + velocity + i] = rate;
      }
      if (torque >= 0) {
        target[place + torque + i] = simulation.torque(joint);
      }
    }
    if (layout.offset(Channel.STATE) >= 0) {
      readState(target, place + layout.offset(Channel.STATE));
    }
    if (poses.isNeeded()) {
      readPoses(log, target, place, late);
    }
  }

  private void readState(double[] target, int place) {
    for (int i = 0; i < positionMemory.length; i++) {
      target[place + i] = physics.qpos().get(i);
    }
    for (int i = 0; i < physics.qvel().size(); i++) {
      target[place + positionMemory.length + i] = physics.qvel().get(i);
    }
  }

  /** Poses belong to the positions of the row's own time; the step goes on from its own. */
  private void readPoses(ReplayLog log, double[] target, int place, double late) {
    physics.qpos().read(0, positionMemory);
    for (RobotJoint joint : log.joints()) {
      int address = joint.positionAddress();
      double moved = positionMemory[address] + late * physics.qvel().get(joint.velocityAddress());
      physics.qpos().set(address, moved);
    }
    poses.write(target, place);
    physics.qpos().write(0, positionMemory);
  }

  /**
   * Writes what the robot did at a row, in the same channels: what was measured, and poses that
   * follow from it by the model. Torques that were not measured are NaN. What the log says nothing
   * of is where the simulation's last start put it.
   */
  void measure(ReplayLog log, int row, double[] target, int place) {
    physics.guard().enter(this);
    try {
      StartState.write(simulation, log, row);
      Measured.write(simulation, log, row, layout, target, place);
      if (layout.offset(Channel.STATE) >= 0) {
        readState(target, place + layout.offset(Channel.STATE));
      }
      if (poses.isNeeded()) {
        poses.write(target, place);
        Measured.overwriteTip(log, row, layout, target, place);
      }
    } finally {
      physics.guard().leave();
    }
  }

  @Override
  public void close() {
    simulation.close();
  }

  @Override
  public String toString() {
    return "a replay on " + physics;
  }
}
