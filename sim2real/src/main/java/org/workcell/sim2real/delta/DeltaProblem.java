package org.workcell.sim2real.delta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.delta.DeltaChannel;
import org.workcell.sim.delta.DeltaObservation;
import org.workcell.sim.delta.DriveGain;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.RowSimulation;
import org.workcell.sim2real.replay.RowSystem;

/**
 * What a delta is trained on: a model with its identified numbers, and logs. Some of the logs are
 * put aside to stop early; those by which the gate judges are none of these. Immutable.
 */
public final class DeltaProblem {

  /** Share by which rows may come later than at the rate that a log names. */
  private static final double NAMED = 0.05;

  private static final double USUAL = 0.05;
  private static final double GOOD_ENOUGH = 2e-3;
  private static final double GAP_PERIODS = 2.5;

  private final RobotSetup setup;
  private final LogDivision logs;
  private final DeltaTrainingOptions options;
  private final Supplier<RowSystem> systems;
  private final Optional<DriveGain> driveGain;

  private DeltaProblem(
      RobotSetup setup,
      LogDivision logs,
      DeltaTrainingOptions options,
      Supplier<RowSystem> systems) {
    this.setup = setup;
    this.logs = logs;
    this.options = options;
    this.systems = systems;
    this.driveGain = LoggedGain.of(setup, all());
  }

  /**
   * The problem of logs, some of which are put aside to stop early: every fifth one, at least one
   * of two. Where there are fewer than ten, and all are long enough, each of them gives a stretch
   * instead.
   *
   * @throws IllegalArgumentException if a log does not fit the model, or its commands are of a kind
   *     that a delta cannot change, or the layers are larger than a file of a delta may be
   */
  public static DeltaProblem of(
      RobotSetup setup, List<RobotLog> logs, DeltaTrainingOptions options) {
    LogDivision divided = LogDivision.of(setup, logs);
    List<RobotJoint> joints = divided.training().get(0).joints();
    for (String name : options.joints()) {
      if (joints.stream().noneMatch(joint -> joint.name().equals(name))) {
        throw new IllegalArgumentException(
            "there is no joint '%s' for a delta to act on; the logs have %s"
                .formatted(name, divided.training().get(0).meta().jointNames()));
      }
    }
    DeltaNetwork.requireWritable(joints.size(), options);
    return new DeltaProblem(setup, divided, options, () -> new RowSimulation(setup));
  }

  /** The same, on a system of another kind, of which each worker makes one. */
  public DeltaProblem on(Supplier<RowSystem> other) {
    return new DeltaProblem(setup, logs, options, other);
  }

  /** The model with its identified numbers. */
  public RobotSetup setup() {
    return setup;
  }

  /** Logs to learn from. */
  public List<ReplayLog> training() {
    return logs.training();
  }

  /** Logs to stop early by. */
  public List<ReplayLog> validation() {
    return logs.validation();
  }

  /** All of these logs. */
  public List<ReplayLog> all() {
    return logs.all();
  }

  /** How to train. */
  public DeltaTrainingOptions options() {
    return options;
  }

  /** Makes what takes commands row by row. */
  public Supplier<RowSystem> systems() {
    return systems;
  }

  /** Joints of the logs. */
  public int joints() {
    return training().get(0).joints().size();
  }

  /** By what commands are measured; absent where they count as they are. */
  Optional<DriveGain> driveGain() {
    return driveGain;
  }

  /** By what differences of a log's commands are multiplied. */
  double driveGain(ReplayLog log) {
    return LoggedGain.ratio(driveGain, log);
  }

  /** What makes the inputs of a delta in a log. */
  DeltaObservation newObservation(ReplayLog log) {
    DeltaObservation observation = new DeltaObservation(joints(), options.inputs());
    observation.driveGain(driveGain(log));
    return observation;
  }

  /** Which joints' commands are changed. */
  boolean[] mask() {
    boolean[] mask = new boolean[joints()];
    for (int i = 0; i < mask.length; i++) {
      String name = training().get(0).joints().get(i).name();
      mask[i] = options.joints().isEmpty() || options.joints().contains(name);
    }
    return mask;
  }

  /**
   * The usual time between rows, s: by the rate that the logs name where rows come at that rate or
   * a whole part of it, because a control loop runs at the rate that it was given.
   */
  double periodSeconds() {
    double[] gaps =
        training().stream().mapToDouble(log -> log.log().rowPeriodSeconds()).sorted().toArray();
    double measured = gaps[gaps.length / 2];
    double rateHz = training().get(0).meta().nominalRateHz();
    double every = Math.rint(measured * rateHz);
    boolean named =
        every >= 1
            && Math.abs(measured * rateHz - every) < NAMED * every
            && training().stream().allMatch(log -> log.meta().nominalRateHz() == rateHz);
    return named ? every / rateHz : measured;
  }

  /** Channels with these scales. */
  List<DeltaChannel> channels(double[] scales) {
    boolean[] mask = mask();
    List<DeltaChannel> channels = new ArrayList<>();
    for (int i = 0; i < scales.length; i++) {
      String name = training().get(0).joints().get(i).name();
      channels.add(new DeltaChannel(name, scales[i], options.limit() / scales[i], mask[i]));
    }
    return channels;
  }

  LabelOptions labelOptions() {
    double[] limits = new double[joints()];
    Arrays.fill(limits, options.limit());
    return new LabelOptions(
        mask(),
        limits,
        1e-3,
        USUAL / Math.max(1e-9, options.normWeight()),
        options.rateWeight(),
        GOOD_ENOUGH,
        GAP_PERIODS * periodSeconds());
  }
}
