package org.workcell.sim2real.inverse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.InverseDynamics;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim2real.model.RobotModel;

/** Logs of an arm whose inertias and friction are known, made with the engine's own dynamics. */
final class SimulatedArm {

  static final double[] GAINS = {14.87, 13.26, 11.13, 10.62, 11.03, 11.47};
  static final double[] COULOMB = {20, 18, 8, 3, 3.5, 3};
  static final double[] VISCOUS = {25, 20, 9, 4, 3, 3.2};
  static final double[] ARMATURE = {6, 6, 2, 0.4, 0.4, 0.4};
  static final double LOAD = 0.05;
  private static final double RATE_HZ = 100;

  private SimulatedArm() {}

  static String nominalXml() {
    try {
      return Files.readString(Path.of("../examples/sim2real/ur10e.xml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The real arm: other masses and centres than the description, and what the flange carries. */
  static String trueXml(String payload) {
    String xml =
        nominalXml()
            .replace("pos=\"0 0 .3065\" mass=\"12.93\"", "pos=\"0 -.03 .36\" mass=\"13.6\"")
            .replace("pos=\"0 0 .2855\" mass=\"3.87\"", "pos=\"0 .02 .24\" mass=\"4.3\"")
            .replace("<site name=\"flange\"", payload + "<site name=\"flange\"");
    for (double armature : ARMATURE) {
      xml = xml.replaceFirst("axis=\"([^\"]*)\"/>", "axis='$1' armature='" + armature + "'/>");
    }
    return xml;
  }

  static RobotModel model(String xml) {
    return RobotModel.of(
        Model.load("arm.xml", Map.of("arm.xml", xml.getBytes(StandardCharsets.UTF_8))));
  }

  /** Motion along sums of sines, with measured noise. */
  static RobotLog log(String name, String xml, long seed, double seconds) {
    Random random = new Random(seed);
    int joints = GAINS.length;
    int rows = (int) (seconds * RATE_HZ);
    double[][] amplitude = new double[joints][5];
    double[][] phase = new double[joints][5];
    for (int j = 0; j < joints; j++) {
      for (int h = 0; h < 5; h++) {
        amplitude[j][h] = (0.3 + 0.4 * random.nextDouble()) / (1 + 0.5 * h);
        phase[j][h] = 2 * Math.PI * random.nextDouble();
      }
    }
    double[] times = new double[rows];
    double[] position = new double[rows * joints];
    double[] velocity = new double[rows * joints];
    double[] current = new double[rows * joints];
    double[] drift = new double[joints];
    try (RobotModel robot = model(xml);
        Physics physics = new Physics(robot.model())) {
      for (int row = 0; row < rows; row++) {
        times[row] = row / RATE_HZ;
        move(physics, amplitude, phase, times[row]);
        for (int j = 0; j < joints; j++) {
          int at = row * joints + j;
          double torque = torque(physics, j);
          drift[j] = 0.98 * drift[j] + 0.02 * COULOMB[j] * random.nextGaussian();
          position[at] = physics.qpos().get(j) + 2e-5 * random.nextGaussian();
          velocity[at] = physics.qvel().get(j) + 1e-3 * random.nextGaussian();
          current[at] =
              (torque + 0.3 * drift[j]) / GAINS[j]
                  + 0.01 * COULOMB[j] * random.nextGaussian() / GAINS[j];
        }
      }
    }
    return RobotLog.builder(meta(name), times)
        .with(Quantity.POSITION, position)
        .with(Quantity.VELOCITY, velocity)
        .with(Quantity.CURRENT, current)
        .build();
  }

  private static void move(Physics physics, double[][] amplitude, double[][] phase, double time) {
    DoubleArray wanted = physics.array("qacc");
    for (int j = 0; j < GAINS.length; j++) {
      double[] motion = motion(amplitude[j], phase[j], time);
      physics.qpos().set(j, motion[0] - (j == 1 ? 1 : 0));
      physics.qvel().set(j, motion[1]);
      wanted.set(j, motion[2]);
    }
    new InverseDynamics(physics).compute();
  }

  /**
   * What the motor of a joint gives, N m: dynamics and friction, part of it a share of the load.
   */
  private static double torque(Physics physics, int joint) {
    double torque = physics.array("qfrc_inverse").get(joint);
    double speed = physics.qvel().get(joint);
    double load = torque - ARMATURE[joint] * physics.array("qacc").get(joint);
    return torque
        + Math.signum(speed) * (COULOMB[joint] + LOAD * Math.abs(load))
        + VISCOUS[joint] * speed;
  }

  private static LogMeta meta(String name) {
    return new LogMeta(
        name,
        "",
        List.of(
            "shoulder_pan_joint",
            "shoulder_lift_joint",
            "elbow_joint",
            "wrist_1_joint",
            "wrist_2_joint",
            "wrist_3_joint"),
        CommandKind.NONE,
        RATE_HZ,
        LogClock.MEASURED,
        Map.of(),
        name + ".csv",
        "0".repeat(64));
  }

  private static double[] motion(double[] amplitude, double[] phase, double time) {
    double[] motion = new double[3];
    for (int h = 0; h < amplitude.length; h++) {
      double w = 2 * Math.PI * 0.06 * (1 + h);
      motion[0] += amplitude[h] * Math.sin(w * time + phase[h]);
      motion[1] += amplitude[h] * w * Math.cos(w * time + phase[h]);
      motion[2] -= amplitude[h] * w * w * Math.sin(w * time + phase[h]);
    }
    return motion;
  }
}
