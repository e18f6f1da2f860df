package org.workcell.sim2real.replay;

import java.util.Arrays;
import org.workcell.datasets.logs.Quantity;
import org.workcell.sim.physics.BadStateException;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Physics;
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
  private final LoggedDrives drives;
  private final ReplayFilter filter;
  private final RowTorques torques;
  private final boolean needsMeans;
  private double[] commands = new double[0];
  private double[] position = new double[0];
  private double[] velocity = new double[0];
  private double late;
  private boolean isQuick;

  /**
   * Takes over the simulation.
   *
   * @param filter changes commands and states; null for none
   */
  WindowRunner(RobotSimulation simulation, RowLayout layout, ReplayFilter filter) {
    this.simulation = simulation;
    this.filter = filter;
    this.physics = simulation.physics();
    this.layout = layout;
    this.appliedForces = physics.array("qfrc_applied");
    this.positionMemory = new double[physics.qpos().size()];
    this.poses = new PoseReader(simulation.setup().model(), physics, layout);
    this.drives = new LoggedDrives(simulation);
    this.torques = new RowTorques(simulation);
    this.needsMeans = layout.has(Channel.MEAN_TORQUE);
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
      begin(log, window.start(), quick);
      double step = simulation.timestepSeconds();
      double start = log.time(window.start());
      long done = 0;
      for (int row = window.start(); row < window.end(); row++) {
        int place = offset + (row - window.start()) * layout.width();
        command(log, row, true);
        double exact = (log.time(row + 1) - start) / step;
        long steps = Math.round(exact);
        torques.leave((int) (steps - done));
        if (!advance(log, (int) (steps - done))) {
          int rest = (window.end() - row) * layout.width();
          Arrays.fill(target, place, place + rest, Double.NaN);
          return row - window.start();
        }
        done = steps;
        late = lateness(exact, steps);
        correctState(log, row + 1);
        read(log, target, place);
        if (needsMeans && row > window.start()) {
          torques.write(target, place - layout.width() + layout.offset(Channel.MEAN_TORQUE));
        }
        torques.arrive();
      }
      if (needsMeans) {
        finishTorques(log, window, target, offset);
      }
      return window.rows();
    } finally {
      physics.guard().leave();
    }
  }

  /** Goes on for half an interval, as long as the last one. */
  private void finishTorques(ReplayLog log, ReplayWindow window, double[] target, int offset) {
    command(log, window.end(), true);
    torques.leave(torques.interval());
    advance(log, torques.half());
    int place = offset + (window.rows() - 1) * layout.width();
    torques.write(target, place + layout.offset(Channel.MEAN_TORQUE));
  }

  /** Begins at a row, without running anything. */
  void startAt(ReplayLog log, int row) {
    physics.guard().enter(this);
    try {
      begin(log, row, false);
    } finally {
      physics.guard().leave();
    }
  }

  /** Goes from a row to the next, as a window that starts there; false where it diverged. */
  boolean stepRow(ReplayLog log, int row) {
    physics.guard().enter(this);
    try {
      late = 0;
      command(log, row, true);
      double exact = (log.time(row + 1) - log.time(row)) / simulation.timestepSeconds();
      long steps = Math.round(exact);
      boolean good = advance(log, (int) steps);
      late = lateness(exact, steps);
      return good;
    } finally {
      physics.guard().leave();
    }
  }

  private double lateness(double exact, long steps) {
    double apart = exact - steps;
    return Math.abs(apart) < WHOLE ? 0 : apart * simulation.timestepSeconds();
  }

  private boolean advance(ReplayLog log, int steps) {
    if (steps == 0) {
      return true;
    }
    if (isQuick) {
      return simulation.quickStep(steps) && Math.abs(physics.qpos().get(0)) < DIVERGED;
    }
    try {
      if (filter != null && filter.makesTorques()) {
        stepWithTorques(log, steps);
      } else if (needsMeans) {
        for (int step = 1; step <= steps; step++) {
          physics.step(1);
          torques.add(log, step);
        }
      } else {
        physics.step(steps);
      }
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

  private void stepWithTorques(ReplayLog log, int steps) {
    late = 0;
    for (int step = 0; step < steps; step++) {
      readJoints(log);
      filter.torques(step * simulation.timestepSeconds(), position, velocity, commands);
      for (int i = 0; i < commands.length; i++) {
        appliedForces.set(log.joints().get(i).velocityAddress(), commands[i]);
      }
      physics.step(1);
      if (needsMeans) {
        torques.add(log, step + 1);
      }
    }
  }

  private void begin(ReplayLog log, int start, boolean quick) {
    simulation.start();
    isQuick = false;
    drives.begin(log);
    if (commands.length != log.joints().size()) {
      commands = new double[log.joints().size()];
      position = new double[commands.length];
      velocity = new double[commands.length];
    }
    late = 0;
    torques.start(log);
    if (filter != null) {
      filter.start(log, start);
    }
    boolean whole = log.log().has(Quantity.SIMULATION_STATE);
    int from = whole ? Math.max(0, start - 1) : start;
    double seconds = simulation.setup().memorySeconds();
    if (seconds > 0) {
      drives.remember(log, from, seconds, filter);
    }
    if (from < start) {
      warmUp(log, from);
    }
    StartState.write(simulation, log, start);
    isQuick = quick && !needsMeans && filter == null && !whole && simulation.isQuick();
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
    command(log, row, false);
    double seconds = log.time(row + 1) - log.time(row);
    physics.step((int) Math.round(seconds / simulation.timestepSeconds()));
  }

  private void readCommands(ReplayLog log, int row) {
    for (int i = 0; i < commands.length; i++) {
      commands[i] = log.command(row, i);
    }
  }

  /**
   * Gives the drives the command of a row.
   *
   * @param within whether the row is one of the window
   */
  private void command(ReplayLog log, int row, boolean within) {
    readCommands(log, row);
    if (filter != null && within) {
      readJoints(log);
      filter.command(row, position, velocity, commands);
    } else if (filter != null) {
      filter.past(row, commands);
    }
    drives.write(log, row, commands, filter == null || !filter.makesTorques());
  }

  private void readJoints(ReplayLog log) {
    readJoints(log, position, velocity);
  }

  /** Writes where the joints are and how fast they move, as sensors read it at the row's time. */
  void readJoints(ReplayLog log, double[] positions, double[] velocities) {
    for (int i = 0; i < positions.length; i++) {
      RobotJoint joint = log.joints().get(i);
      velocities[i] = physics.qvel().get(joint.velocityAddress());
      positions[i] =
          physics.qpos().get(joint.positionAddress())
              + velocities[i] * late
              + simulation.offset(joint);
    }
  }

  /** Writes the torques of the joints' actuators in the last physics step. */
  void readTorques(ReplayLog log, double[] torques) {
    for (int i = 0; i < torques.length; i++) {
      torques[i] = simulation.torque(log.joints().get(i));
    }
  }

  private void correctState(ReplayLog log, int row) {
    if (filter == null) {
      return;
    }
    readJoints(log);
    if (filter.state(row, position, velocity)) {
      writeJoints(log, position, velocity);
    }
  }

  /** The opposite of {@link #readJoints}. */
  void writeJoints(ReplayLog log, double[] positions, double[] velocities) {
    for (int i = 0; i < positions.length; i++) {
      RobotJoint joint = log.joints().get(i);
      physics.qvel().set(joint.velocityAddress(), velocities[i]);
      physics
          .qpos()
          .set(
              joint.positionAddress(),
              positions[i] - velocities[i] * late - simulation.offset(joint));
    }
  }

  private void read(ReplayLog log, double[] target, int place) {
    int positions = layout.offset(Channel.POSITION);
    int velocities = layout.offset(Channel.VELOCITY);
    int torque = layout.offset(Channel.TORQUE);
    for (int i = 0; i < log.joints().size(); i++) {
      RobotJoint joint = log.joints().get(i);
      double rate = physics.qvel().get(joint.velocityAddress());
      if (positions >= 0) {
        target[place + positions + i] =
            physics.qpos().get(joint.positionAddress()) + rate * late + simulation.offset(joint);
      }
      if (velocities >= 0) {
        target[place + velocities + i] = rate;
      }
      if (torque >= 0) {
        target[place + torque + i] = simulation.torque(joint);
      }
    }
    if (layout.offset(Channel.STATE) >= 0) {
      readState(target, place + layout.offset(Channel.STATE));
    }
    if (poses.isNeeded()) {
      readPoses(log, target, place);
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
  private void readPoses(ReplayLog log, double[] target, int place) {
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
