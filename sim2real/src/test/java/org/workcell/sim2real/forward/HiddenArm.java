package org.workcell.sim2real.forward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayRig;

/**
 * An arm whose true parameters are drawn, and logs of it: sums of sines, measured with noise.
 *
 * @param joints number of joints
 * @param rateHz rows per second
 * @param positionNoise standard deviation, rad
 * @param velocityNoise standard deviation, rad/s; 0 for logs without velocities
 * @param tickJitter standard deviation of the time of a control cycle, s, about the time that its
 *     row has in the log
 */
record HiddenArm(
    int joints, double rateHz, double positionNoise, double velocityNoise, double tickJitter) {

  /** What the true values are, relative to the model; for the delay, s. */
  static final double GAIN_RANGE = 0.3;

  static final double TIMESTEP = 0.002;

  /** With control cycles at the times that the log says. */
  HiddenArm(int joints, double rateHz, double positionNoise, double velocityNoise) {
    this(joints, rateHz, positionNoise, velocityNoise, 0);
  }

  /** A chain of links with position servos. */
  RobotModel model() {
    StringBuilder bodies = new StringBuilder();
    StringBuilder servos = new StringBuilder();
    StringBuilder ends = new StringBuilder();
    for (int i = 0; i < joints; i++) {
      double size = Math.pow(0.72, i);
      bodies.append(
          """
          <body name="link%d" pos="0 0 %s">
            <joint name="j%d" axis="%s" damping="%s" armature="%s" frictionloss="%s"/>
            <inertial mass="%s" pos="0.02 0.01 %s" diaginertia="%s %s %s"/>
          """
              .formatted(
                  i,
                  i == 0 ? 0 : -0.25 * size,
                  i,
                  i % 3 == 2 ? "0 0 1" : i % 2 == 0 ? "0 1 0" : "1 0 0",
                  1.5 * size * size,
                  0.08 * size * size,
                  0.6 * size * size,
                  2.5 * size,
                  -0.12 * size,
                  0.02 * size * size,
                  0.018 * size * size,
                  0.006 * size * size));
      servos.append(
          "<position name=\"j%d\" joint=\"j%d\" kp=\"%s\"/>".formatted(i, i, 120 * size * size));
      ends.append("</body>");
    }
    return ReplayRig.model(
        "<mujoco model=\"hidden\"><option timestep=\"%s\"/><worldbody>%s<body name=\"tool\" pos=\"0 0 -0.1\">"
                .formatted(TIMESTEP, bodies)
            + "<inertial mass=\"0.4\" pos=\"0 0 -0.03\" diaginertia=\"5e-4 5e-4 3e-4\"/></body>"
            + "%s</worldbody><actuator>%s</actuator></mujoco>".formatted(ends, servos));
  }

  /** The names of what differs from the model. */
  List<String> paths() {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < joints; i++) {
      paths.add("actuator:j%d/kp".formatted(i));
      paths.add("joint:j%d/damping".formatted(i));
      paths.add("joint:j%d/armature".formatted(i));
      paths.add("joint:j%d/frictionloss".formatted(i));
    }
    paths.add("body:tool/mass");
    return paths;
  }

  /** The hidden truth of a seed, by path; delays of all joints are equal. */
  Map<String, Double> truth(RobotModel model, long seed, double delaySeconds) {
    RandomStream random = new SeedStreams(seed).stream("truth");
    Map<String, Double> truth = new LinkedHashMap<>();
    RobotSetup nominal = RobotSetup.builder(model).parameters(paths()).build();
    for (int i = 0; i < paths().size(); i++) {
      double factor = 1 + GAIN_RANGE * random.uniform(-1, 1);
      truth.put(paths().get(i), factor * nominal.parameters().get(i).nominal());
    }
    for (int i = 0; i < joints; i++) {
      truth.put("actuator:j%d/delay.delay_seconds".formatted(i), delaySeconds);
    }
    return truth;
  }

  /** A trajectory of the true arm. */
  RobotLog log(
      RobotModel model,
      Map<String, Double> truth,
      String name,
      long seed,
      double seconds,
      double size) {
    List<ChainStage> chain = new ArrayList<>(List.of(stage("delay", "delay_seconds")));
    if (truth.keySet().stream().anyMatch(path -> path.contains("/friction."))) {
      chain.add(stage("friction", "coulomb_torque"));
    }
    RobotSetup.Builder setup = RobotSetup.builder(model).chain(chain);
    truth.forEach(setup::hold);
    List<String> names = model.joints().keySet().stream().toList();
    LogMeta meta =
        new LogMeta(
            name,
            "hidden arm",
            names,
            CommandKind.POSITION,
            rateHz,
            LogClock.MEASURED,
            Map.of(),
            name + ".npz",
            "");
    double[] times = ReplayRig.times((int) Math.round(seconds * rateHz), 1 / rateHz);
    double[] commands = ReplayRig.sines(times, joints, seed);
    for (int i = 0; i < commands.length; i++) {
      commands[i] *= size;
    }
    RobotLog clean = ReplayRig.record(setup.build(), meta, ticks(times, seed), commands, null);
    RandomStream random = new SeedStreams(seed).stream("noise");
    RobotLog.Builder noisy =
        RobotLog.builder(meta, times)
            .with(Quantity.COMMAND, commands)
            .with(Quantity.POSITION, noisy(clean.values(Quantity.POSITION), positionNoise, random));
    if (velocityNoise > 0) {
      noisy.with(Quantity.VELOCITY, noisy(clean.values(Quantity.VELOCITY), velocityNoise, random));
    }
    return noisy.build();
  }

  /** When rows with these times really were. */
  private double[] ticks(double[] times, long seed) {
    RandomStream random = new SeedStreams(seed).stream("ticks");
    double[] ticks = times.clone();
    for (int row = 1; row < ticks.length; row++) {
      double deviation = Math.max(-3, Math.min(3, random.nextGaussian()));
      ticks[row] += tickJitter * deviation;
    }
    return ticks;
  }

  private static double[] noisy(double[] values, double deviation, RandomStream random) {
    for (int i = 0; i < values.length; i++) {
      values[i] += deviation * random.nextGaussian();
    }
    return values;
  }

  /** With a number that is 0 in all joints. */
  private ChainStage stage(String name, String number) {
    Map<String, Map<String, Double>> actuators = new LinkedHashMap<>();
    for (int i = 0; i < joints; i++) {
      actuators.put("j" + i, Map.of(number, 0.0));
    }
    return new ChainStage(name, actuators);
  }

  /** The logs of a seed: what is fitted first, then one of the same kind, then a larger one. */
  List<RobotLog> logs(RobotModel model, Map<String, Double> truth, long seed, int count) {
    List<RobotLog> logs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      logs.add(log(model, truth, "fit" + i, 100 * seed + i, 6, 1));
    }
    logs.add(log(model, truth, "alike", 100 * seed + 98, 6, 1));
    logs.add(log(model, truth, "larger", 100 * seed + 99, 6, 1.35));
    return logs;
  }

  static ForwardProblem problem(RobotModel model, List<RobotLog> logs, List<RobotLog> heldOut) {
    return new ForwardProblem(
        model, new ParameterFile.Source("hidden.xml", ""), logs, heldOut, List.of());
  }
}
