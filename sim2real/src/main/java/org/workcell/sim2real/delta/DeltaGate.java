package org.workcell.sim2real.delta;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim2real.metrics.Interval;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayErrors;
import org.workcell.sim2real.replay.ReplayErrors.Quantity;

/**
 * Judges a delta on logs that nothing was learned from: the same windows are replayed with it and
 * without, and whole logs, or stretches of few logs, are resampled in pairs. Joints whose interval
 * does not exclude that nothing is gained are left alone; what is left is accepted if its interval
 * at the longest horizon lies above the least gain that is worth a delta.
 */
public final class DeltaGate {

  /** The least gain, as a share of the error without: below it a delta is not worth its risk. */
  public static final double LEAST_GAIN = 0.01;

  /** The most by which a delta may be worse where logs go beyond those of training. */
  public static final double MOST_LOSS = 0.03;

  /**
   * Errors of positions over windows up to a horizon.
   *
   * @param horizonSeconds length of the windows
   * @param without root mean square without the delta, rad or m
   * @param with with it
   * @param gain {@code 1 - with / without}
   * @param low lower end of its 95 % interval; NaN where there is nothing to resample
   * @param high upper end
   */
  public record Gain(
      double horizonSeconds, double without, double with, double gain, double low, double high) {}

  /**
   * What a joint gains at the longest horizon.
   *
   * @param joint its name
   * @param gain of its own error
   * @param low lower end of its 95 % interval
   * @param high upper end
   * @param acts whether the delta changes its command
   */
  public record Joint(String joint, double gain, double low, double high, boolean acts) {}

  /**
   * The decision.
   *
   * @param accepted whether the delta may be used
   * @param reason in words
   * @param heldOut names of the logs
   * @param windows how many were replayed
   * @param failuresWithout windows that diverged without the delta
   * @param failuresWith and with it
   * @param gains by horizon
   * @param joints by joint, before some of them were left alone
   * @param outOfDistribution gains on logs beyond those of training; null without any
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Decision(
      boolean accepted,
      String reason,
      List<String> heldOut,
      int windows,
      int failuresWithout,
      int failuresWith,
      List<Gain> gains,
      List<Joint> joints,
      List<Gain> outOfDistribution) {}

  /**
   * A delta after the gate.
   *
   * @param model of which only some joints may act
   * @param decision about it
   */
  public record Judged(DeltaModel model, Decision decision) {}

  private final RobotSetup setup;
  private final int threads;
  private final long seed;

  /**
   * A gate.
   *
   * @param setup the model with its identified numbers
   * @param threads worker threads; they change no number
   * @param seed of the resamples
   */
  public DeltaGate(RobotSetup setup, int threads, long seed) {
    this.setup = setup;
    this.threads = threads;
    this.seed = seed;
  }

  /**
   * Requires, before anything is learned, that logs can judge.
   *
   * @param heldOut logs that nothing will be learned from
   * @param beyond logs of motions beyond those of training; may be empty
   * @throws IllegalArgumentException if no log of one of the two is as long as the longest horizon
   */
  public void requireJudging(List<RobotLog> heldOut, List<RobotLog> beyond) {
    new HeldOut(setup, heldOut, threads, seed);
    if (!beyond.isEmpty()) {
      new HeldOut(setup, beyond, threads, seed);
    }
  }

  /**
   * Judges.
   *
   * @param heldOut logs that nothing was learned from
   * @param beyond logs of motions beyond those of training; may be empty
   */
  public Judged judge(DeltaModel model, List<RobotLog> heldOut, List<RobotLog> beyond) {
    HeldOut logs = new HeldOut(setup, heldOut, threads, seed);
    ReplayErrors without = logs.errors(null);
    ReplayErrors with = logs.errors(model);
    List<Joint> joints = joints(model, logs, without, with);
    List<String> acting = joints.stream().filter(Joint::acts).map(Joint::joint).toList();
    DeltaModel kept = acting.isEmpty() ? model : model.acting(acting);
    if (!kept.equals(model)) {
      with = logs.errors(kept);
    }
    List<Gain> out = beyond.isEmpty() ? null : beyond(kept, beyond);
    List<Gain> gains = gains(without, with);
    String objection = objection(acting, without, with, gains, out);
    Gain last = gains.get(gains.size() - 1);
    String reason =
        objection.isEmpty()
            ? String.format(
                Locale.ROOT,
                "the error over %s s is smaller by %.1f %%, 95 %% interval %.1f to %.1f %% (%.4g"
                    + " rad or m without, %.4g with)",
                last.horizonSeconds,
                100 * last.gain,
                100 * last.low,
                100 * last.high,
                last.without,
                last.with)
            : objection;
    Decision decision =
        new Decision(
            objection.isEmpty(),
            reason,
            heldOut.stream().map(log -> log.meta().name()).toList(),
            with.windows(),
            without.failures(),
            with.failures(),
            gains,
            joints,
            out);
    return new Judged(kept, decision);
  }

  private static List<Joint> joints(
      DeltaModel model, HeldOut logs, ReplayErrors without, ReplayErrors with) {
    double horizon = longest();
    List<String> names = logs.logs().get(0).meta().jointNames();
    List<Joint> joints = new ArrayList<>();
    for (int i = 0; i < model.channels().size(); i++) {
      String name = model.channels().get(i).name();
      int place = names.indexOf(name);
      double gain = with.reductionWithin(without, Quantity.POSITION, place, horizon);
      Interval interval = with.reductionWithinInterval(without, Quantity.POSITION, place, horizon);
      boolean acts = model.channels().get(i).acts() && interval.low() > 0;
      joints.add(new Joint(name, gain, interval.low(), interval.high(), acts));
    }
    return joints;
  }

  private static double longest() {
    return HeldOut.HORIZONS_SECONDS[HeldOut.HORIZONS_SECONDS.length - 1];
  }

  private static List<Gain> gains(ReplayErrors without, ReplayErrors with) {
    List<Gain> gains = new ArrayList<>();
    for (double horizon : HeldOut.HORIZONS_SECONDS) {
      Interval interval =
          with.unitCount() > 1
              ? with.reductionWithinInterval(without, Quantity.POSITION, horizon)
              : null;
      gains.add(
          new Gain(
              horizon,
              without.within(Quantity.POSITION, horizon),
              with.within(Quantity.POSITION, horizon),
              with.reductionWithin(without, Quantity.POSITION, horizon),
              interval == null ? Double.NaN : interval.low(),
              interval == null ? Double.NaN : interval.high()));
    }
    return gains;
  }

  private List<Gain> beyond(DeltaModel model, List<RobotLog> logs) {
    HeldOut replays = new HeldOut(setup, logs, threads, seed);
    return gains(replays.errors(null), replays.errors(model));
  }

  /** Why it is refused; empty if it is not. */
  private static String objection(
      List<String> acting,
      ReplayErrors without,
      ReplayErrors with,
      List<Gain> gains,
      List<Gain> beyond) {
    Gain last = gains.get(gains.size() - 1);
    if (acting.isEmpty()) {
      return String.format(
          Locale.ROOT,
          "no joint gains: no interval of a joint's error over %s s excludes that nothing is"
              + " gained; all together %+.1f %%, interval %.1f to %.1f %%",
          last.horizonSeconds,
          100 * last.gain,
          100 * last.low,
          100 * last.high);
    }
    if (with.failures() > without.failures()) {
      return "%d of %d windows diverge with it, and %d without"
          .formatted(with.failures(), with.windows(), without.failures());
    }
    if (!(last.low > LEAST_GAIN)) {
      return String.format(
          Locale.ROOT,
          "the gain over %s s is %.1f %%, interval %.1f to %.1f %%, which does not exclude less"
              + " than %.0f %%",
          last.horizonSeconds,
          100 * last.gain,
          100 * last.low,
          100 * last.high,
          100 * LEAST_GAIN);
    }
    return loss(gains, beyond);
  }

  /** Where it does harm; empty for nowhere. */
  private static String loss(List<Gain> gains, List<Gain> beyond) {
    for (Gain gain : gains) {
      if (gain.high < 0) {
        return String.format(
            Locale.ROOT,
            "the error over %s s grows by %.1f %%",
            gain.horizonSeconds,
            -100 * gain.gain);
      }
    }
    Gain far = beyond == null ? null : beyond.get(beyond.size() - 1);
    if (far != null && far.gain < -MOST_LOSS) {
      return String.format(
          Locale.ROOT,
          "beyond the motions of training the error over %s s grows by %.1f %%",
          far.horizonSeconds,
          -100 * far.gain);
    }
    return "";
  }
}
