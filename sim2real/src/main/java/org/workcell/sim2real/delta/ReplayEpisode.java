package org.workcell.sim2real.delta;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.workcell.sim.delta.DeltaChannel;
import org.workcell.sim.delta.DeltaInput;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.DeltaObservation;
import org.workcell.sim.delta.DriveGain;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim2real.model.JointLimits;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayWindow;
import org.workcell.sim2real.replay.RowSystem;

/**
 * A replay that starts in a logged state, takes the logged commands with a delta on top, and is
 * rewarded for being where the robot was. One thread at a time.
 */
final class ReplayEpisode implements AutoCloseable {

  /** A replay that is about to diverge must not outweigh all others, rad/s or m/s. */
  private static final double MOST_SPEED = 1;

  /** Mean squared errors of a row: tip, joint positions, joint velocities. */
  record Errors(double tip, double position, double velocity) {}

  private final RowSystem system;
  private final List<ReplayLog> logs;
  private final List<ReplayWindow> windows;
  private final List<DeltaChannel> channels;
  private final DeltaObservation observation;
  private final Optional<DriveGain> gain;
  private double gainRatio = 1;
  private final int history;
  private final Optional<TipReader> tips;
  private final double[] command;
  private final double[] position;
  private final double[] velocity;
  private final double[] loggedPosition;
  private final double[] loggedVelocity;
  private final double[] change;
  private final double[] changeBefore;
  private final double[] torque;
  private final double speedLimit;
  private final double[] tip = new double[3];
  private final double[] loggedTip = new double[3];
  private ReplayLog log;
  private JointLimits limits;
  private int row;
  private int end;
  private boolean finite;

  /**
   * A replay that has not begun.
   *
   * @param model of which channels and inputs are taken
   * @param windows where replays may start and where they end
   * @param speedLimit of all joints, besides those of their drives
   */
  ReplayEpisode(
      RowSystem system,
      List<ReplayLog> logs,
      List<ReplayWindow> windows,
      DeltaModel model,
      Optional<TipReader> tips,
      double speedLimit) {
    this.system = system;
    this.logs = logs;
    this.windows = windows;
    this.channels = model.channels();
    int joints = channels.size();
    this.observation = new DeltaObservation(joints, model.inputs());
    this.gain = model.driveGain();
    this.history = model.inputs().stream().mapToInt(DeltaInput::steps).max().orElse(1) + 1;
    this.tips = tips;
    this.command = new double[joints];
    this.position = new double[joints];
    this.velocity = new double[joints];
    this.loggedPosition = new double[joints];
    this.loggedVelocity = new double[joints];
    this.change = new double[joints];
    this.changeBefore = new double[joints];
    this.torque = new double[joints];
    this.speedLimit = speedLimit;
  }

  /** Elements of what a critic sees of so many joints besides the inputs. */
  static int privilegedSize(int joints) {
    return 4 * joints;
  }

  /** Starts in a window that is drawn. */
  void start(RandomStream random) {
    start(windows.get(random.nextInt(windows.size())));
  }

  void start(ReplayWindow window) {
    log = logs.get(window.log());
    row = window.start();
    end = window.end();
    finite = true;
    gainRatio = LoggedGain.ratio(gain, log);
    observation.driveGain(gainRatio);
    observation.start();
    for (int past = Math.max(0, row - history); past < row; past++) {
      readLog(past);
      observation.remember(command, loggedPosition, loggedVelocity);
    }
    Arrays.fill(change, 0);
    system.start(log, row, null);
    limits = system.limits();
    system.read(position, velocity);
  }

  private void readLog(int at) {
    for (int i = 0; i < command.length; i++) {
      command[i] = log.command(at, i);
      loggedPosition[i] = log.position(at, i);
      loggedVelocity[i] = log.velocity(at, i);
    }
  }

  /** Writes what the delta sees and, behind its copy, what only a critic sees. */
  void observe(float[] seen, int at, float[] privileged, int privilegedAt) {
    readLog(row);
    observation.observe(command, position, velocity);
    double[] values = observation.values();
    int next = privilegedAt;
    for (int i = 0; i < values.length; i++) {
      seen[at + i] = (float) values[i];
      privileged[next++] = (float) values[i];
    }
    int later = Math.min(row + 1, log.rows() - 1);
    for (int i = 0; i < position.length; i++) {
      privileged[next++] = (float) (position[i] - loggedPosition[i]);
      privileged[next++] = (float) (velocity[i] - loggedVelocity[i]);
      privileged[next++] = (float) log.position(later, i);
      privileged[next++] = (float) log.velocity(later, i);
    }
  }

  /** Takes a row with an output of the network, from {@code at} on, on top of its command. */
  void step(float[] outputs, int at) {
    System.arraycopy(change, 0, changeBefore, 0, change.length);
    for (int i = 0; i < change.length; i++) {
      DeltaChannel channel = channels.get(i);
      double asked = outputs[at + i] / gainRatio;
      double clipped = Math.max(-channel.clip(), Math.min(channel.clip(), asked));
      change[i] = channel.acts() ? channel.scale() * clipped : 0;
    }
    observation.acted(change);
    finite = system.step(log, row, change);
    row++;
    system.read(position, velocity);
    readLog(row);
  }

  /** Whether the replay went to its end. */
  boolean isAtEnd() {
    return row >= end;
  }

  /** Whether the simulation diverged. */
  boolean isDiverged() {
    return !finite;
  }

  /** How far it is from where the robot was. */
  Errors errors() {
    double ofPositions = 0;
    double ofVelocities = 0;
    for (int i = 0; i < position.length; i++) {
      ofPositions += square(position[i] - loggedPosition[i]);
      ofVelocities += square(velocity[i] - loggedVelocity[i]);
    }
    return new Errors(tipError(), ofPositions / position.length, ofVelocities / position.length);
  }

  private double tipError() {
    if (tips.isEmpty()) {
      return 0;
    }
    tips.get().read(position, tip);
    tips.get().read(loggedPosition, loggedTip);
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += square(tip[i] - loggedTip[i]);
    }
    return sum / 3;
  }

  /** The reward of the row that was reached. */
  double reward(TrackingTerms terms) {
    if (!finite) {
      return 0;
    }
    Errors errors = errors();
    double norm = 0;
    double rate = 0;
    for (int i = 0; i < change.length; i++) {
      norm += square(change[i] / terms.unit());
      rate += square((change[i] - changeBefore[i]) / terms.unit());
    }
    double tracked =
        terms.tipWeight() * Math.exp(-errors.tip / terms.tipSigma())
            + terms.positionWeight() * Math.exp(-errors.position / terms.positionSigma())
            + terms.velocityWeight() * Math.exp(-errors.velocity / terms.velocitySigma());
    return tracked
        - terms.normWeight() * Math.expm1(Math.sqrt(norm))
        - terms.rateWeight() * rate
        - beyondLimits(terms);
  }

  private double beyondLimits(TrackingTerms terms) {
    system.readTorques(torque);
    double sum = 0;
    for (int i = 0; i < torque.length; i++) {
      double fast = beyond(velocity[i], Math.min(limits.speed(i), speedLimit));
      sum += terms.limitWeight() * beyond(log.joints().get(i), position[i]);
      sum += terms.speedWeight() * Math.min(MOST_SPEED, fast);
      sum += terms.torqueWeight() * beyond(torque[i], limits.torque(i));
    }
    return sum;
  }

  private static double beyond(double value, double limit) {
    return Math.max(0, Math.abs(value) - TrackingTerms.SOFT_SHARE * limit);
  }

  private static double beyond(RobotJoint joint, double position) {
    double middle = 0.5 * (joint.low() + joint.high());
    double half = 0.5 * (joint.high() - joint.low()) * TrackingTerms.SOFT_SHARE;
    return Double.isFinite(half) ? Math.max(0, Math.abs(position - middle) - half) : 0;
  }

  private static double square(double value) {
    return value * value;
  }

  @Override
  public void close() {
    system.close();
  }
}
