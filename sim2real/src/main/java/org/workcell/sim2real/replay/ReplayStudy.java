package org.workcell.sim2real.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.metrics.AsapErrors;
import org.workcell.sim2real.metrics.HorizonErrors;
import org.workcell.sim2real.metrics.Interval;
import org.workcell.sim2real.model.RobotSetup;

/**
 * Replays logs with one or more setups of a model and compares each, and a robot that holds still,
 * with what the robot did. Immutable.
 */
public final class ReplayStudy {

  /** Name of the motion that stays where a window begins. */
  public static final String HOLDING_STILL = "holding still";

  /**
   * The longest horizon of replays that measured torques drive, s: nothing pulls such a simulation
   * back, so that errors of torque grow with the square of time, whatever the model is worth.
   */
  public static final double LONGEST_MEASURED_SECONDS = 0.25;

  /**
   * How logs are replayed.
   *
   * @param horizonsSeconds in rising order; {@link HorizonErrors#FULL} for whole logs
   * @param strideSeconds from the beginning of a window to that of the next
   * @param threads worker threads
   * @param seed of the resamples of intervals
   */
  public record Options(double[] horizonsSeconds, double strideSeconds, int threads, long seed) {

    private static final double USUAL_STRIDE_SECONDS = 0.25;
    private static final int USUAL_WINDOWS = 250;

    /** A window each 0.25 s, or as many windows as 250 over logs of these lengths together. */
    public static double usualStrideSeconds(List<RobotLog> logs) {
      double seconds = logs.stream().mapToDouble(RobotLog::durationSeconds).sum();
      return Math.max(USUAL_STRIDE_SECONDS, seconds / USUAL_WINDOWS);
    }
  }

  /**
   * A setup with a name.
   *
   * @param name for tables
   * @param setup without parameters to search for
   * @param filters what changes commands or states, made once for each worker; null for nothing
   */
  public record Candidate(String name, RobotSetup setup, Supplier<ReplayFilter> filters) {

    /** A setup that gets the commands of the logs. */
    public Candidate(String name, RobotSetup setup) {
      this(name, setup, () -> null);
    }
  }

  /** Errors of one motion: those of windows, and those of whole logs. */
  private record Errors(String name, ReplayErrors windows, ReplayErrors full) {

    ReplayErrors of(double horizon) {
      return Double.isInfinite(horizon) ? full : windows;
    }
  }

  private final List<Errors> motions;
  private final double[] horizons;
  private final List<String> notes;
  private final List<ReplayLog> logs;

  private ReplayStudy(
      List<Errors> motions, double[] horizons, List<String> notes, List<ReplayLog> logs) {
    this.motions = motions;
    this.horizons = horizons;
    this.notes = List.copyOf(notes);
    this.logs = logs;
  }

  /**
   * Replays logs.
   *
   * @param candidates at least one; the first is what others are compared with
   * @throws IllegalArgumentException if a log does not fit the model, or none is as long as a
   *     window
   */
  public static ReplayStudy of(
      List<Candidate> candidates, List<RobotLog> robotLogs, Options options) {
    List<String> notes = new ArrayList<>();
    List<ReplayLog> first = ready(candidates.get(0), robotLogs);
    double[] horizons = horizons(first, options.horizonsSeconds(), notes);
    List<Errors> motions = new ArrayList<>();
    for (Candidate candidate : candidates) {
      List<ReplayLog> logs = ready(candidate, robotLogs);
      boolean last = candidate == candidates.get(candidates.size() - 1);
      motions.addAll(replay(candidate, logs, horizons, options, last));
    }
    return new ReplayStudy(motions, horizons, notes, first);
  }

  private static List<ReplayLog> ready(Candidate candidate, List<RobotLog> robotLogs) {
    return robotLogs.stream().map(log -> ReplayLog.of(log, candidate.setup())).toList();
  }

  private static double[] horizons(List<ReplayLog> logs, double[] asked, List<String> notes) {
    List<ReplayLog> measured = logs.stream().filter(ReplayLog::isMeasured).toList();
    if (measured.isEmpty()) {
      return asked.clone();
    }
    double[] kept =
        Arrays.stream(asked).filter(horizon -> horizon <= LONGEST_MEASURED_SECONDS).toArray();
    double[] used = kept.length == 0 ? new double[] {LONGEST_MEASURED_SECONDS} : kept;
    notes.add(
        "%s no position commands, so measured %s drive the replay. Nothing pulls such a simulation back to the robot: errors of torque add up with the square of time, and horizons beyond %s s would say nothing of the model. What the model says of currents and torques is in 'identify'"
            .formatted(
                measured.size() == 1
                    ? "log %s has".formatted(measured.get(0).meta().name())
                    : "%d logs have".formatted(measured.size()),
                measured.get(0).source() == CommandSource.MEASURED_TORQUE ? "torques" : "currents",
                LONGEST_MEASURED_SECONDS));
    return used;
  }

  private static List<Errors> replay(
      Candidate candidate,
      List<ReplayLog> logs,
      double[] horizons,
      Options options,
      boolean withStill) {
    double[] finite = Arrays.stream(horizons).filter(Double::isFinite).toArray();
    boolean full = finite.length < horizons.length;
    List<ReplayErrors> windows = new ArrayList<>();
    List<ReplayErrors> whole = new ArrayList<>();
    if (finite.length > 0) {
      List<ReplayWindow> all =
          Windows.every(logs, finite[finite.length - 1], options.strideSeconds());
      requireSome(all, finite[finite.length - 1]);
      windows.addAll(errors(candidate, logs, all, finite, options, withStill));
    }
    if (full) {
      double[] forever = {HorizonErrors.FULL};
      whole.addAll(errors(candidate, logs, Windows.full(logs), forever, options, withStill));
    }
    List<Errors> motions = new ArrayList<>();
    for (int i = 0; i < (withStill ? 2 : 1); i++) {
      motions.add(
          new Errors(
              i == 0 ? candidate.name() : HOLDING_STILL,
              windows.isEmpty() ? null : windows.get(i),
              whole.isEmpty() ? null : whole.get(i)));
    }
    return motions;
  }

  private static void requireSome(List<ReplayWindow> windows, double horizon) {
    if (windows.isEmpty()) {
      throw new IllegalArgumentException(
          "no log has a stretch of %s s without a gap; ask for shorter horizons"
              .formatted(horizon));
    }
  }

  private static List<ReplayErrors> errors(
      Candidate candidate,
      List<ReplayLog> logs,
      List<ReplayWindow> windows,
      double[] horizons,
      Options options,
      boolean withStill) {
    List<ReplayErrors> errors = new ArrayList<>();
    try (ReplayBatch batch =
        ReplayBatch.builder(candidate.setup())
            .logs(logs)
            .windows(windows)
            .threads(options.threads())
            .channels(channels(candidate.setup(), logs))
            .filters(candidate.filters())
            .build()) {
      List<Trajectory> measured = batch.measured();
      List<Trajectory> motion = batch.replay(candidate.setup().nominal());
      errors.add(ReplayErrors.of(motion, measured, horizons, options.seed()));
      if (withStill) {
        errors.add(ReplayErrors.of(batch.holdingStill(), measured, horizons, options.seed()));
      }
    }
    return errors;
  }

  private static Channel[] channels(RobotSetup setup, List<ReplayLog> logs) {
    List<Channel> channels = new ArrayList<>(List.of(Channel.TIP, Channel.BODIES));
    boolean hasTorque =
        logs.stream()
            .anyMatch(log -> log.log().has(Quantity.TORQUE) || log.log().has(Quantity.CURRENT));
    if (hasTorque && logs.stream().noneMatch(ReplayLog::isMeasured)) {
      channels.add(Channel.MEAN_TORQUE);
    }
    if (setup.model().base().floating()
        && logs.stream().allMatch(log -> log.log().has(Quantity.BASE_POSITION))) {
      channels.add(Channel.BASE);
    }
    return channels.toArray(Channel[]::new);
  }

  /** Names of the motions that were compared: the candidates, then the one that holds still. */
  public List<String> motions() {
    return motions.stream().map(Errors::name).toList();
  }

  /** Horizons, s. */
  public double[] horizonsSeconds() {
    return horizons.clone();
  }

  /** What a reader has to know; may be empty. */
  public List<String> notes() {
    return notes;
  }

  /** The logs. */
  public List<ReplayLog> logs() {
    return logs;
  }

  /** Errors of a motion at a horizon, by its number. */
  public ReplayErrors errors(int motion, double horizonSeconds) {
    return motions.get(motion).of(horizonSeconds);
  }

  /**
   * An error with its 95 % interval.
   *
   * @param value NaN where nothing was compared
   * @param low lower end; NaN where there is nothing to resample
   * @param high upper end
   */
  public record Estimate(double value, double low, double high) {

    static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);

    static Estimate of(double value, Interval interval) {
      return new Estimate(value, interval.low(), interval.high());
    }
  }

  /** Root mean square error at the horizon. */
  public Estimate at(int motion, ReplayErrors.Quantity quantity, double horizon) {
    ReplayErrors errors = errors(motion, horizon);
    return errors.has(quantity)
        ? estimate(errors, errors.at(quantity, horizon), () -> errors.atInterval(quantity, horizon))
        : Estimate.NONE;
  }

  /** Root mean square error over all rows up to the horizon. */
  public Estimate within(int motion, ReplayErrors.Quantity quantity, double horizon) {
    ReplayErrors errors = errors(motion, horizon);
    return errors.has(quantity)
        ? estimate(
            errors,
            errors.within(quantity, horizon),
            () -> errors.withinInterval(quantity, horizon))
        : Estimate.NONE;
  }

  /** By how much a motion's error at the horizon is smaller than that of the first. */
  public Estimate reduction(int motion, ReplayErrors.Quantity quantity, double horizon) {
    ReplayErrors first = errors(0, horizon);
    ReplayErrors errors = errors(motion, horizon);
    return errors.has(quantity) && first.has(quantity) && first.at(quantity, horizon) > 0
        ? estimate(
            errors,
            errors.reduction(first, quantity, horizon),
            () -> errors.reductionInterval(first, quantity, horizon))
        : Estimate.NONE;
  }

  /** By how much a motion's error over all rows up to the horizon is smaller than the first's. */
  public Estimate reductionWithin(int motion, ReplayErrors.Quantity quantity, double horizon) {
    ReplayErrors first = errors(0, horizon);
    ReplayErrors errors = errors(motion, horizon);
    return errors.has(quantity) && first.has(quantity) && first.within(quantity, horizon) > 0
        ? estimate(
            errors,
            errors.reductionWithin(first, quantity, horizon),
            () -> errors.reductionWithinInterval(first, quantity, horizon))
        : Estimate.NONE;
  }

  private static Estimate estimate(ReplayErrors errors, double value, Supplier<Interval> interval) {
    return Double.isFinite(value) && errors.unitCount() > 1
        ? Estimate.of(value, interval.get())
        : new Estimate(value, Double.NaN, Double.NaN);
  }

  /** ASAP's errors up to the horizon. */
  public AsapErrors asap(int motion, double horizon) {
    return errors(motion, horizon).asap(horizon);
  }
}
