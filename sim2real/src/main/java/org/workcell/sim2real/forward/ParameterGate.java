package org.workcell.sim2real.forward;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayErrors.Quantity;
import org.workcell.sim2real.replay.ReplayStudy;
import org.workcell.sim2real.replay.ReplayStudy.Candidate;
import org.workcell.sim2real.replay.ReplayStudy.Estimate;

/**
 * Judges identified numbers on logs that took no part in the fit: the same windows are replayed
 * with them and with the nominal model, and whole logs, or stretches of few logs, are resampled in
 * pairs. Every fit carries the noise of its logs, so numbers that do not show a gain there are
 * given up, and the nominal model stays. Immutable.
 */
public final class ParameterGate {

  /** The least gain, as a share of the nominal model's error. */
  public static final double LEAST_GAIN = 0.01;

  private static final double[] HORIZONS_SECONDS = {0.25, 0.5, 1};
  private static final double STRIDE_SECONDS = 0.4;

  /**
   * The decision.
   *
   * @param accepted whether the numbers may be used
   * @param reason in words
   * @param gain of the error over the longest horizon, as a share of the nominal model's
   */
  public record Decision(boolean accepted, String reason, double gain) {}

  /**
   * What the gate leaves.
   *
   * @param file the identified numbers, or none where they are refused; what was decided is in its
   *     {@code fit}: {@code gate.accepted} (1 or 0), {@code gate.gain@H}, {@code gate.low@H} and
   *     {@code gate.high@H} for horizons of H seconds
   * @param decision about them
   */
  public record Judged(ParameterFile file, Decision decision) {}

  private final RobotSetup nominal;
  private final int threads;
  private final long seed;

  /**
   * A gate.
   *
   * @param nominal the robot as it is simulated without identified numbers
   * @param threads worker threads; they change no number
   * @param seed of the resamples
   */
  public ParameterGate(RobotSetup nominal, int threads, long seed) {
    this.nominal = nominal;
    this.threads = threads;
    this.seed = seed;
  }

  /**
   * Judges.
   *
   * @param heldOut logs that took no part in the fit; several, or one that is long enough to be cut
   *     into stretches
   * @throws IllegalArgumentException if no log is as long as the longest horizon
   */
  public Judged judge(ParameterFile found, List<RobotLog> heldOut) {
    RobotSetup identified = RobotSetup.builder(nominal.model()).parameterFile(found).build();
    ReplayStudy study =
        ReplayStudy.of(
            List.of(new Candidate("nominal", nominal), new Candidate("identified", identified)),
            heldOut,
            new ReplayStudy.Options(HORIZONS_SECONDS, STRIDE_SECONDS, threads, seed));
    String objection = objection(study);
    boolean accepted = objection.isEmpty();
    String reason = accepted ? "the error %s".formatted(gain(study, longest())) : objection;
    double gain = reduction(study, longest()).value();
    return new Judged(left(found, study, accepted), new Decision(accepted, reason, gain));
  }

  private static double longest() {
    return HORIZONS_SECONDS[HORIZONS_SECONDS.length - 1];
  }

  private static Estimate reduction(ReplayStudy study, double horizon) {
    return study.reductionWithin(1, Quantity.POSITION, horizon);
  }

  private static String gain(ReplayStudy study, double horizon) {
    Estimate gain = reduction(study, horizon);
    return String.format(
        Locale.ROOT,
        "over %s s is smaller by %.1f %%, 95 %% interval %.1f to %.1f %%",
        horizon,
        100 * gain.value(),
        100 * gain.low(),
        100 * gain.high());
  }

  /** Why the numbers are refused; empty if they are not. */
  private static String objection(ReplayStudy study) {
    int before = study.errors(0, longest()).failures();
    int after = study.errors(1, longest()).failures();
    if (after > before) {
      return "%d of %d windows diverge with the identified numbers, and %d with the nominal ones"
          .formatted(after, study.errors(1, longest()).windows(), before);
    }
    if (!(reduction(study, longest()).low() > LEAST_GAIN)) {
      return String.format(
          Locale.ROOT,
          "the error on held-out logs %s, which does not exclude less than %.0f %%",
          gain(study, longest()),
          100 * LEAST_GAIN);
    }
    for (double horizon : HORIZONS_SECONDS) {
      if (reduction(study, horizon).high() < 0) {
        return "the error on held-out logs %s".formatted(gain(study, horizon));
      }
    }
    return "";
  }

  private static ParameterFile left(ParameterFile found, ReplayStudy study, boolean accepted) {
    Map<String, Double> fit = new TreeMap<>(found.fit());
    fit.put("gate.accepted", accepted ? 1.0 : 0.0);
    for (double horizon : HORIZONS_SECONDS) {
      Estimate gain = reduction(study, horizon);
      fit.put("gate.gain@" + horizon, gain.value());
      fit.put("gate.low@" + horizon, gain.low());
      fit.put("gate.high@" + horizon, gain.high());
    }
    return new ParameterFile(
        found.format(),
        found.workcell(),
        found.engine(),
        found.method(),
        found.family(),
        found.model(),
        found.inputs(),
        accepted ? found.parameters() : List.of(),
        accepted ? found.chain() : List.of(),
        fit,
        found.constants());
  }
}
