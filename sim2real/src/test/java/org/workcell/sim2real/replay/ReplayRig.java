package org.workcell.sim2real.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.physics.Model;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.model.RobotSimulation;

/** Small robots, and logs that the simulation itself makes of them. */
public final class ReplayRig {

  /** Two links; {@code %s} is the actuators. */
  public static final String ARM =
      """
      <mujoco model="arm">
        <compiler angle="radian"/>
        <option timestep="0.002" integrator="implicitfast"/>
        <worldbody>
          <body name="upper">
            <joint name="shoulder" axis="0 1 0" damping="0.4" armature="0.02"/>
            <inertial mass="1.2" pos="0.01 0 -0.2" fullinertia="0.012 0.011 0.003 0.0004 0.0003 0.0002"/>
            <geom type="capsule" fromto="0 0 0 0 0 -0.4" size="0.03" contype="0" conaffinity="0"/>
            <body name="lower" pos="0 0 -0.4">
              <joint name="elbow" axis="0 1 0" damping="0.2" armature="0.01" frictionloss="0.05"/>
              <inertial mass="0.7" pos="0 0.01 -0.15" diaginertia="0.006 0.005 0.002"/>
              <geom name="link" type="capsule" fromto="0 0 0 0 0 -0.3" size="0.02" contype="0" conaffinity="0"/>
              <site name="tip" pos="0 0 -0.3"/>
            </body>
          </body>
        </worldbody>
        <actuator>%s</actuator>
      </mujoco>
      """;

  /** Position servos for {@link #ARM}. */
  public static final String SERVOS =
      """
      <position name="shoulder" joint="shoulder" kp="60" kv="1.5" forcerange="-30 30"/>
      <position name="elbow" joint="elbow" kp="30" kv="0.6" forcerange="-12 12"/>
      """;

  /** Motors for {@link #ARM}. */
  public static final String MOTORS =
      """
      <motor name="shoulder" joint="shoulder"/>
      <motor name="elbow" joint="elbow"/>
      """;

  private ReplayRig() {}

  /** Compiles a model. */
  public static RobotModel model(String mjcf) {
    return RobotModel.of(
        Model.load("robot.xml", Map.of("robot.xml", mjcf.getBytes(StandardCharsets.UTF_8))));
  }

  /** Meta data of a log. */
  public static LogMeta meta(CommandKind kind, List<String> joints, Map<String, Double> constants) {
    return new LogMeta("made", "", joints, kind, 0, LogClock.MEASURED, constants, "made.npz", "");
  }

  /** Commands: sums of two sines for each joint. */
  public static double[] sines(double[] times, int joints, long seed) {
    Random random = new Random(seed);
    double[] commands = new double[times.length * joints];
    for (int joint = 0; joint < joints; joint++) {
      double slow = 0.3 + random.nextDouble();
      double fast = 1 + 2 * random.nextDouble();
      double phase = random.nextDouble();
      for (int row = 0; row < times.length; row++) {
        commands[row * joints + joint] =
            0.5 * Math.sin(2 * Math.PI * slow * times[row])
                + 0.2 * Math.sin(2 * Math.PI * fast * times[row] + phase);
      }
    }
    return commands;
  }

  /** Even times. */
  public static double[] times(int rows, double stepSeconds) {
    double[] times = new double[rows];
    for (int row = 0; row < rows; row++) {
      times[row] = row * stepSeconds;
    }
    return times;
  }

  /**
   * Runs the setup from rest through these commands and logs what it does at the physics step next
   * to each time, independently of the code under test.
   */
  public static RobotLog record(
      RobotSetup setup, LogMeta meta, double[] times, double[] commands, double[] enabled) {
    int joints = meta.joints();
    double[] positions = new double[times.length * joints];
    double[] velocities = new double[times.length * joints];
    List<RobotJoint> found = setup.model().joints(meta);
    try (RobotSimulation simulation = setup.newSimulation()) {
      simulation.apply(setup.nominal(), meta);
      simulation.start();
      long done = 0;
      for (int row = 0; row < times.length; row++) {
        long step = Math.round((times[row] - times[0]) / simulation.timestepSeconds());
        if (step > done) {
          simulation.physics().step((int) (step - done));
        }
        done = step;
        for (int joint = 0; joint < joints; joint++) {
          int at = row * joints + joint;
          positions[at] = simulation.physics().qpos().get(found.get(joint).positionAddress());
          velocities[at] = simulation.physics().qvel().get(found.get(joint).velocityAddress());
          simulation.physics().ctrl().set(found.get(joint).actuator(), commands[at]);
          simulation.switchDrive(found.get(joint), enabled == null || enabled[at] != 0);
        }
      }
    }
    RobotLog.Builder log =
        RobotLog.builder(meta, times)
            .with(Quantity.POSITION, positions)
            .with(Quantity.VELOCITY, velocities)
            .with(Quantity.COMMAND, commands);
    if (enabled != null) {
      log.with(Quantity.ENABLED, enabled);
    }
    return log.build();
  }

  /** The largest residual. */
  static double largest(double[] residuals) {
    double largest = 0;
    for (double residual : residuals) {
      largest = Math.max(largest, Math.abs(residual));
    }
    return largest;
  }

  static List<ReplayLog> ready(RobotSetup setup, RobotLog... logs) {
    List<ReplayLog> ready = new ArrayList<>();
    for (RobotLog log : logs) {
      ready.add(ReplayLog.of(log, setup));
    }
    return ready;
  }
}
