package org.workcell.sim2real.gap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.physics.DynamicsFactory;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.model.RobotSimulation;

/**
 * A robot that carries out commands: it rests at the first one for a second, then takes each at its
 * control cycle, and its state is read there. Owns a simulation; closing is idempotent. One thread
 * at a time.
 */
final class GapRun implements AutoCloseable {

  private static final double REST_SECONDS = 1;

  /** The time of a command is never off by more than this many standard deviations. */
  private static final double MOST_DEVIATIONS = 3;

  /**
   * When things happen.
   *
   * @param rateHz control cycles per second
   * @param tickJitterSeconds standard deviation of the time of a cycle
   * @param commandJitterSeconds standard deviation of the time between a cycle and the arrival of
   *     its command, besides the delay of the actuator stages
   */
  record Timing(double rateHz, double tickJitterSeconds, double commandJitterSeconds) {}

  /** What happened at each cycle, at times in s: [row][joint]; torques are means about it. */
  record Rows(
      double[] times,
      double[][] commands,
      double[][] positions,
      double[][] velocities,
      double[][] torques) {}

  private final RobotSimulation simulation;
  private final Physics physics;
  private final List<RobotJoint> joints;
  private final double[] home;
  private final Optional<DynamicsFactory> engine;

  /** [physics step][joint], of the run in progress. */
  private double[][] stepTorques = {};

  /** A robot that MuJoCo simulates. */
  GapRun(RobotSetup setup, GapArm arm) {
    this(setup, arm, Optional.empty());
  }

  /**
   * A robot.
   *
   * @param engine moves its joints; MuJoCo does where absent
   */
  GapRun(RobotSetup setup, GapArm arm, Optional<DynamicsFactory> engine) {
    this.engine = engine;
    this.simulation = setup.newSimulation();
    this.physics = simulation.physics();
    this.joints = arm.joints();
    this.home = arm.home();
  }

  Physics physics() {
    return physics;
  }

  /**
   * Carries out commands.
   *
   * @param commands [cycle][joint], rad or m
   * @param random decides on jitter
   */
  Rows run(double[][] commands, Timing timing, RandomStream random) {
    int cycles = commands.length;
    int[] ticks = new int[cycles];
    int[] arrivals = new int[cycles];
    schedule(timing, random, ticks, arrivals);
    begin(commands[0]);
    stepTorques = new double[ticks[cycles - 1] + 1][joints.size()];
    readTorques(stepTorques[0]);
    Rows rows =
        new Rows(
            new double[cycles],
            commands,
            new double[cycles][joints.size()],
            new double[cycles][joints.size()],
            new double[cycles][joints.size()]);
    int step = 0;
    int arrived = 0;
    for (int cycle = 0; cycle < cycles; cycle++) {
      while (arrived < cycles && arrivals[arrived] <= ticks[cycle]) {
        advance(step, arrivals[arrived]);
        step = arrivals[arrived];
        if (arrived < cycle || arrivals[arrived] < ticks[cycle]) {
          command(commands[arrived++]);
        } else {
          break;
        }
      }
      advance(step, ticks[cycle]);
      step = ticks[cycle];
      rows.times[cycle] = step * simulation.timestepSeconds();
      read(rows, cycle);
    }
    int half = (int) Math.round(0.5 / (timing.rateHz * simulation.timestepSeconds()));
    for (int cycle = 0; cycle < cycles; cycle++) {
      average(ticks[cycle], half, rows.torques[cycle]);
    }
    return rows;
  }

  private void advance(int from, int to) {
    for (int step = from + 1; step <= to; step++) {
      physics.step(1);
      readTorques(stepTorques[step]);
    }
  }

  private void readTorques(double[] torques) {
    for (int j = 0; j < torques.length; j++) {
      torques[j] = simulation.torque(joints.get(j));
    }
  }

  /**
   * The mean over a control cycle about a row, less near the ends. A command that is held makes the
   * torque of a stiff servo a sawtooth; one value of each tooth would look like friction.
   */
  private void average(int tick, int half, double[] mean) {
    int reach = Math.min(half, Math.min(tick, stepTorques.length - 1 - tick));
    for (int j = 0; j < mean.length; j++) {
      // Torque k acts from k - 1 to k, so that reach of them lie on either side.
      double sum = reach == 0 ? stepTorques[tick][j] : 0;
      for (int k = tick - reach + 1; k <= tick + reach; k++) {
        sum += stepTorques[k][j];
      }
      mean[j] = sum / Math.max(1, 2 * reach);
    }
  }

  /** In physics steps from the beginning; both rise. */
  private void schedule(Timing timing, RandomStream random, int[] ticks, int[] arrivals) {
    double step = simulation.timestepSeconds();
    for (int i = 0; i < ticks.length; i++) {
      double time = i / timing.rateHz + jitter(timing.tickJitterSeconds, random);
      ticks[i] = Math.max(i == 0 ? 0 : ticks[i - 1] + 1, (int) Math.round(time / step));
      // The actuator stages delay by more, so that no command arrives before it was sent.
      double arrival = ticks[i] * step + jitter(timing.commandJitterSeconds, random);
      arrivals[i] = Math.max(i == 0 ? 0 : arrivals[i - 1] + 1, (int) Math.round(arrival / step));
    }
  }

  private static double jitter(double deviation, RandomStream random) {
    if (deviation == 0) {
      return 0;
    }
    double standard = random.nextGaussian();
    return deviation * Math.max(-MOST_DEVIATIONS, Math.min(MOST_DEVIATIONS, standard));
  }

  private void begin(double[] first) {
    simulation.apply(new double[0], Map.of(), "gap");
    simulation.start();
    engine.ifPresent(physics::useDynamics);
    physics.qpos().write(0, home);
    double[] controls = new double[physics.ctrl().size()];
    for (RobotJoint joint : simulation.setup().model().joints().values()) {
      if (joint.actuator() >= 0) {
        controls[joint.actuator()] = joint.gear() * home[joint.positionAddress()];
      }
    }
    for (int j = 0; j < joints.size(); j++) {
      physics.qpos().set(joints.get(j).positionAddress(), first[j]);
      controls[joints.get(j).actuator()] = joints.get(j).gear() * first[j];
    }
    physics.ctrl().write(0, controls);
    simulation.remember(1, new int[] {-1}, controls);
    physics.step((int) Math.round(REST_SECONDS / simulation.timestepSeconds()));
  }

  private void command(double[] positions) {
    for (int j = 0; j < positions.length; j++) {
      RobotJoint joint = joints.get(j);
      physics.ctrl().set(joint.actuator(), joint.gear() * positions[j]);
    }
  }

  private void read(Rows rows, int row) {
    for (int j = 0; j < joints.size(); j++) {
      rows.positions[row][j] = physics.qpos().get(joints.get(j).positionAddress());
      rows.velocities[row][j] = physics.qvel().get(joints.get(j).velocityAddress());
    }
  }

  @Override
  public void close() {
    simulation.close();
  }
}
