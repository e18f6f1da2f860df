package org.workcell.sim2real.model;

import java.util.Arrays;
import java.util.Set;
import org.workcell.sim.physics.StageKind;
import org.workcell.sim.physics.StageProgram;

/**
 * Stages of a chain that acts on one actuator, step by step, as the engine's program does it: see
 * {@link StageKind}. One thread at a time; allocates nothing but the constructor.
 */
final class StageSteps {

  private static final Set<StageKind> KNOWN =
      Set.of(
          StageKind.DELAY,
          StageKind.DEAD_BAND,
          StageKind.BACKLASH,
          StageKind.SERVO,
          StageKind.DC_MOTOR,
          StageKind.TORQUE_SPEED,
          StageKind.FRICTION);

  private static final double WHOLE = 1e-9;

  private final StageProgram program;
  private final double timestep;
  private final StageKind[] kinds;
  private final int[] options;
  private final double[][] parameters;
  private final double[][] states;
  private final int friction;
  private double signalAtFriction;

  StageSteps(ChainLayout chain, StageProgram program, double timestep) {
    this.program = program;
    this.timestep = timestep;
    int count = chain.stages().size();
    this.kinds = new StageKind[count];
    this.options = new int[count];
    this.parameters = new double[count][];
    this.states = new double[count][];
    int found = -1;
    for (int i = 0; i < count; i++) {
      ChainLayout.Stage stage = chain.stages().get(i);
      kinds[i] = stage.kind();
      options[i] = stage.option();
      parameters[i] = new double[stage.values().length];
      states[i] = new double[program.state(i).size()];
      found = stage.kind() == StageKind.FRICTION ? i : found;
    }
    this.friction = found;
  }

  /** Whether all stages are of a known kind, with friction once at most. */
  static boolean knows(ChainLayout chain) {
    long frictions =
        chain.stages().stream().filter(stage -> stage.kind() == StageKind.FRICTION).count();
    return frictions <= 1
        && chain.stages().stream().allMatch(stage -> KNOWN.contains(stage.kind()));
  }

  /** Takes over parameters and memory of the engine's program. */
  void start() {
    for (int i = 0; i < kinds.length; i++) {
      program.parameters(i).read(0, parameters[i]);
      if (states[i].length > 0) {
        program.state(i).read(0, states[i]);
      }
    }
  }

  void forgetIntegral() {
    for (int i = 0; i < kinds.length; i++) {
      if (kinds[i] == StageKind.SERVO) {
        states[i][0] = 0;
      }
    }
  }

  boolean hasFriction() {
    return friction >= 0;
  }

  /** The signal that had come as far as the friction in the last step. */
  double signalAtFriction() {
    return signalAtFriction;
  }

  /** What reaches the actuator. */
  double signal(double command, double position, double velocity) {
    double signal = command;
    for (int i = 0; i < kinds.length; i++) {
      double[] p = parameters[i];
      switch (kinds[i]) {
        case DELAY -> signal = delay(signal, p[0], states[i]);
        case DEAD_BAND -> signal = deadBand(signal, options[i] != 0 ? position : 0, p[0]);
        case BACKLASH -> signal = backlash(signal, p[0] / 2, states[i]);
        case SERVO -> signal = servo(signal, position, velocity, p, states[i]);
        case DC_MOTOR -> signal = motor(signal, velocity, p);
        case TORQUE_SPEED -> signal = torqueSpeed(signal, velocity / p[1], p);
        default -> signalAtFriction = signal;
      }
    }
    return signal;
  }

  private double delay(double signal, double seconds, double[] state) {
    int slots = state.length - 2;
    int newest = state[0] == 0 ? 0 : ((int) state[1] + 1) % slots;
    if (state[0] == 0) {
      Arrays.fill(state, 2, state.length, signal);
    }
    state[2 + newest] = signal;
    state[0] = 1;
    state[1] = newest;
    double steps = clip(seconds / timestep, 0, slots - 2);
    if (Math.abs(steps - Math.rint(steps)) < WHOLE) {
      steps = Math.rint(steps);
    }
    int whole = (int) steps;
    double fraction = steps - whole;
    double later = state[2 + (newest - whole + slots) % slots];
    double earlier = state[2 + (newest - whole - 1 + slots) % slots];
    return fraction == 0 ? later : (1 - fraction) * later + fraction * earlier;
  }

  private static double deadBand(double signal, double centre, double half) {
    double error = signal - centre;
    return Math.abs(error) <= half ? centre : signal - (error > 0 ? half : -half);
  }

  private static double backlash(double signal, double half, double[] state) {
    state[1] = state[0] == 0 ? signal : clip(state[1], signal - half, signal + half);
    state[0] = 1;
    return state[1];
  }

  private double servo(
      double signal, double position, double velocity, double[] p, double[] state) {
    double error = signal - (position + p[5]);
    state[0] = clip(state[0] + p[2] * error * timestep, -p[3], p[3]);
    return clip(p[0] * error + state[0] - p[1] * velocity, -p[4], p[4]);
  }

  private static double motor(double signal, double velocity, double[] p) {
    double volts = clip(signal, -p[2], p[2]);
    return p[0] * clip((volts - p[0] * velocity) / p[1], -p[3], p[3]);
  }

  private static double torqueSpeed(double signal, double speed, double[] p) {
    double high = clip(p[0] * (1 - speed), 0, p[2]);
    double low = clip(p[0] * (-1 - speed), -p[2], 0);
    return clip(signal, low, high);
  }

  /** The most that friction can resist with; models M1 to M6 of arXiv 2410.08650. */
  double frictionBudget(double motor, double external, double velocity) {
    double[] p = parameters[friction];
    double speed = Math.abs(velocity);
    double budget = p[0] + Math.abs(p[6] * external - p[5] * motor) + p[1] * speed;
    double vanishing = p[2] + Math.abs(p[8] * external - p[7] * motor);
    if (Math.signum(motor) != Math.signum(external)) {
      if (Math.abs(motor) > Math.abs(external)) {
        vanishing += p[10] * external * external;
      } else if (Math.abs(motor) < Math.abs(external)) {
        vanishing += p[9] * motor * motor;
      }
    }
    return vanishing == 0
        ? budget
        : budget + vanishing * Math.exp(-Math.pow(speed / Math.abs(p[3]), p[4]));
  }

  static double clip(double value, double low, double high) {
    return value < low ? low : value > high ? high : value;
  }
}
