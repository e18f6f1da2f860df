package org.workcell.sim2real.delta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim2real.inverse.EffortLog;
import org.workcell.sim2real.metrics.Bootstrap;
import org.workcell.sim2real.metrics.Interval;

/**
 * Judges torque residuals by cross-validation over the logs that they learn from: each log is left
 * out in turn, or each quarter of a single log, and predicted by a residual that learned from the
 * others. Stretches are resampled in pairs, with the residual and without. A joint gets torques if
 * the interval of its gain lies above {@link DeltaGate#LEAST_GAIN} and it gains in every part that
 * was left out; the residual is accepted if a joint is left. The residual itself then learns from
 * all logs.
 */
public final class TorqueGate {

  private static final int QUARTERS = 4;
  private static final double LEVEL = 0.95;

  /**
   * What a joint gains where it was not learned from.
   *
   * @param joint its name
   * @param without norm of the error over norm of the effort, over rows in motion
   * @param with the same with the residual
   * @param gain {@code 1 - with / without}
   * @param low lower end of its 95 % interval
   * @param high upper end
   * @param parts gain of each part that was left out
   * @param acts whether it gets torques
   */
  public record Joint(
      String joint,
      double without,
      double with,
      double gain,
      double low,
      double high,
      List<Double> parts,
      boolean acts) {}

  /**
   * The decision.
   *
   * @param accepted whether the residual may be used
   * @param reason in words
   * @param leftOut what was left out in turn
   * @param stretches how many were resampled
   * @param joints by joint
   */
  public record Decision(
      boolean accepted, String reason, List<String> leftOut, int stretches, List<Joint> joints) {}

  /**
   * A residual after the gate.
   *
   * @param model learned from all logs, of which only some joints may act
   * @param decision about it
   */
  public record Judged(DeltaModel model, Decision decision) {}

  /** Rows of a log that are left out together. */
  private record Part(String name, int log, int from, int to) {

    boolean has(int ofLog, int row) {
      return ofLog == log && row >= from && row < to;
    }
  }

  /** Squares of one stretch of what was left out, per joint. */
  private record Stretch(int part, double[] without, double[] with, double[] effort) {}

  private final TorqueResidual trainer;
  private final long seed;

  /**
   * A gate.
   *
   * @param seed of the resamples
   */
  public TorqueGate(TorqueResidual trainer, long seed) {
    this.trainer = trainer;
    this.seed = seed;
  }

  /** Learns and judges. */
  public Judged judge(List<TorqueLog> logs) {
    List<Part> parts = parts(logs);
    List<Stretch> stretches = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      Part part = parts.get(p);
      List<IntPredicate> others = new ArrayList<>();
      for (int i = 0; i < logs.size(); i++) {
        int log = i;
        others.add(row -> !part.has(log, row));
      }
      DeltaModel model = trainer.train(logs, others);
      stretches.addAll(stretches(logs.get(part.log), model, part, p));
    }
    List<Joint> joints =
        IntStream.range(0, trainer.joints().size())
            .mapToObj(joint -> joint(joint, stretches, parts.size()))
            .toList();
    DeltaModel learned = trainer.train(logs);
    List<Joint> judged = new ArrayList<>();
    for (int j = 0; j < joints.size(); j++) {
      judged.add(learned.channels().get(j).acts() ? joints.get(j) : idle(joints.get(j)));
    }
    List<String> acting = judged.stream().filter(Joint::acts).map(Joint::joint).toList();
    Decision decision =
        new Decision(
            !acting.isEmpty(),
            reason(acting, judged),
            parts.stream().map(Part::name).toList(),
            stretches.size(),
            judged);
    return new Judged(acting.isEmpty() ? learned : learned.acting(acting), decision);
  }

  private static Joint idle(Joint of) {
    return new Joint(of.joint, of.without, of.with, of.gain, of.low, of.high, of.parts, false);
  }

  private static List<Part> parts(List<TorqueLog> logs) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      EffortLog log = logs.get(i).log();
      int count = logs.size() == 1 ? QUARTERS : 1;
      for (int k = 0; k < count; k++) {
        String name = count == 1 ? log.name() : "%s, quarter %d".formatted(log.name(), k + 1);
        parts.add(new Part(name, i, log.rows() * k / count, log.rows() * (k + 1) / count));
      }
    }
    return parts;
  }

  private static List<Stretch> stretches(TorqueLog torques, DeltaModel model, Part part, int p) {
    EffortLog log = torques.log();
    double[][] with = torques.predict(model);
    double[][] without = torques.prediction().effort();
    int length = (int) Math.round(TorqueResidual.STRETCH_SECONDS * log.rateHz());
    List<Stretch> stretches = new ArrayList<>();
    for (int from = part.from; from < part.to; from += length) {
      Stretch stretch =
          new Stretch(
              p, new double[log.joints()], new double[log.joints()], new double[log.joints()]);
      for (int row = from; row < Math.min(part.to, from + length); row++) {
        for (int j = 0; j < log.joints() && log.moving()[row]; j++) {
          double effort = log.effort()[j][row];
          stretch.effort[j] += effort * effort;
          stretch.without[j] += (effort - without[j][row]) * (effort - without[j][row]);
          stretch.with[j] += (effort - with[j][row]) * (effort - with[j][row]);
        }
      }
      if (Arrays.stream(stretch.effort).sum() > 0) {
        stretches.add(stretch);
      }
    }
    return stretches;
  }

  private Joint joint(int joint, List<Stretch> stretches, int parts) {
    double[] without = stretches.stream().mapToDouble(each -> each.without[joint]).toArray();
    double[] with = stretches.stream().mapToDouble(each -> each.with[joint]).toArray();
    double effort = stretches.stream().mapToDouble(each -> each.effort[joint]).sum();
    int[] all = IntStream.range(0, with.length).toArray();
    double gain = gain(without, with, all);
    Interval interval =
        new Bootstrap(seed, Bootstrap.USUAL_RESAMPLES)
            .percentile(with.length, LEVEL, units -> gain(without, with, units));
    List<Double> byPart = new ArrayList<>();
    for (int p = 0; p < parts; p++) {
      int part = p;
      int[] own = Arrays.stream(all).filter(i -> stretches.get(i).part == part).toArray();
      byPart.add(gain(without, with, own));
    }
    boolean acts =
        interval.low() > DeltaGate.LEAST_GAIN && byPart.stream().allMatch(each -> each > 0);
    return new Joint(
        trainer.joints().get(joint),
        Math.sqrt(Arrays.stream(without).sum() / effort),
        Math.sqrt(Arrays.stream(with).sum() / effort),
        gain,
        interval.low(),
        interval.high(),
        byPart,
        acts);
  }

  private static double gain(double[] without, double[] with, int[] units) {
    double before = 0;
    double after = 0;
    for (int unit : units) {
      before += without[unit];
      after += with[unit];
    }
    return 1 - Math.sqrt(after / before);
  }

  private static String reason(List<String> acting, List<Joint> joints) {
    if (!acting.isEmpty()) {
      return "%d of %d joints gain where they were not learned from: %s"
          .formatted(acting.size(), joints.size(), String.join(", ", acting));
    }
    Joint best = joints.stream().max((a, b) -> Double.compare(a.low, b.low)).orElseThrow();
    return String.format(
        Locale.ROOT,
        "no joint gains for certain where it was not learned from; the best, %s, %.1f %%, interval"
            + " %.1f to %.1f %%, and more than %.0f %% is asked for",
        best.joint,
        100 * best.gain,
        100 * best.low,
        100 * best.high,
        100 * DeltaGate.LEAST_GAIN);
  }
}
