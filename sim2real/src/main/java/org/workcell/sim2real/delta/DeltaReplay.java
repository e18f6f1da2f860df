package org.workcell.sim2real.delta;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.sim.delta.DeltaChannel;
import org.workcell.sim.delta.DeltaInput;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.DeltaRunner;
import org.workcell.sim2real.replay.ReplayFilter;
import org.workcell.sim2real.replay.ReplayLog;

/**
 * A delta in replays: it changes commands per row, before the actuator chain. Its memory at the
 * beginning of a window is that of the logged rows before, and what delays still hold from before
 * the window was changed by it, too. One thread at a time.
 */
public final class DeltaReplay implements Recording {

  private final DeltaModel model;
  private final DeltaRunner runner;
  private final int history;
  private final Map<ReplayLog, double[]> logged = new IdentityHashMap<>();
  private final double[] command;
  private final double[] position;
  private final double[] velocity;
  private ReplayLog log;
  private int[] joints = new int[0];

  /** A filter of this model. */
  public DeltaReplay(DeltaModel model) {
    this.model = model;
    this.runner = model.newRunner();
    int channels = model.channels().size();
    this.history = model.inputs().stream().mapToInt(DeltaInput::steps).max().orElse(1) + 1;
    this.command = new double[channels];
    this.position = new double[channels];
    this.velocity = new double[channels];
  }

  /**
   * Filters of a model for replays of logs.
   *
   * @throws IllegalArgumentException naming what of the logs does not fit: a joint that is missing,
   *     a kind of command that a delta of commands cannot change, rows at another rate, no constant
   *     that is the delta's drive gain
   */
  public static Supplier<ReplayFilter> of(DeltaModel model, List<ReplayLog> logs) {
    logs.forEach(log -> require(model, log));
    return () -> new DeltaReplay(model);
  }

  /** Refuses a log that a delta cannot change. */
  static void require(DeltaModel model, ReplayLog log) {
    if (model.kind() != DeltaModel.Kind.COMMAND) {
      throw new IllegalArgumentException(
          "the delta adds torques in every physics step; replays of logs take deltas of commands");
    }
    requireKind(log);
    places(model, log);
    LoggedGain.ratio(model.driveGain(), log);
    double period = log.log().rowPeriodSeconds();
    double ratio = period / model.controlPeriodSeconds();
    if (ratio < 0.8 || ratio > 1.25) {
      throw new IllegalArgumentException(
          "rows of log %s are %.4g s apart and the delta was trained for %.4g s; resample the log or train one for its rate"
              .formatted(log.meta().name(), period, model.controlPeriodSeconds()));
    }
  }

  /** Refuses logs whose commands a delta cannot change. */
  static void requireKind(ReplayLog log) {
    if (log.isMeasured()) {
      throw new IllegalArgumentException(
          "log %s has no commands: what drives its replay was measured, and a delta of commands has nothing to change"
              .formatted(log.meta().name()));
    }
    if (log.kind() != CommandKind.POSITION) {
      throw new IllegalArgumentException(
          "log %s has commands of kind %s; a delta changes position commands, because its inputs are differences of command and position"
              .formatted(log.meta().name(), log.kind()));
    }
  }

  private static int[] places(DeltaModel model, ReplayLog log) {
    int[] places = new int[model.channels().size()];
    for (int i = 0; i < places.length; i++) {
      DeltaChannel channel = model.channels().get(i);
      places[i] = log.meta().jointNames().indexOf(channel.name());
      if (places[i] < 0) {
        throw new IllegalArgumentException(
            "the delta reads joint '%s', which log %s lacks; it has %s"
                .formatted(channel.name(), log.meta().name(), log.meta().jointNames()));
      }
    }
    return places;
  }

  @Override
  public double[] inputs() {
    return runner.inputs();
  }

  @Override
  public double[] results() {
    return runner.delta();
  }

  @Override
  public void start(ReplayLog of, int row) {
    if (log != of) {
      log = of;
      joints = places(model, of);
      useGain(runner, of);
    }
    runner.start();
    for (int before = Math.max(0, row - history); before < row; before++) {
      applyTo(runner, before);
    }
  }

  private void useGain(DeltaRunner which, ReplayLog of) {
    model.driveGain().ifPresent(gain -> which.driveGain(LoggedGain.value(gain, of)));
  }

  /** What it makes of the logged states themselves. */
  private double[] ofLoggedRows(ReplayLog of) {
    double[] changes = new double[of.rows() * joints.length];
    DeltaRunner other = model.newRunner();
    useGain(other, of);
    other.start();
    for (int row = 0; row < of.rows(); row++) {
      if (applyTo(other, row)) {
        System.arraycopy(other.delta(), 0, changes, row * joints.length, joints.length);
      }
    }
    return changes;
  }

  private boolean applyTo(DeltaRunner which, int row) {
    if (!log.isStart(row)) {
      which.start();
      return false;
    }
    for (int i = 0; i < joints.length; i++) {
      command[i] = log.command(row, joints[i]);
      position[i] = log.position(row, joints[i]);
      velocity[i] = log.velocity(row, joints[i]);
    }
    which.apply(command, position, velocity);
    return true;
  }

  @Override
  public void past(int row, double[] commands) {
    double[] past = logged.computeIfAbsent(log, this::ofLoggedRows);
    for (int i = 0; i < joints.length; i++) {
      commands[joints[i]] += past[row * joints.length + i];
    }
  }

  @Override
  public void command(int row, double[] positions, double[] velocities, double[] commands) {
    for (int i = 0; i < joints.length; i++) {
      command[i] = commands[joints[i]];
      position[i] = positions[joints[i]];
      velocity[i] = velocities[joints[i]];
    }
    runner.apply(command, position, velocity);
    for (int i = 0; i < joints.length; i++) {
      commands[joints[i]] = command[i];
    }
  }
}
