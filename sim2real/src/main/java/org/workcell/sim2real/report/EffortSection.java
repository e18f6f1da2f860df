package org.workcell.sim2real.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.workcell.sim2real.inverse.EffortLog;
import org.workcell.sim2real.inverse.InversePrediction;

/** Measured and predicted currents or torques. */
final class EffortSection {

  private static final double STRETCH_SECONDS = 6;
  private static final int MOST_DOTS = 700;
  private static final int SPEEDS = 15;
  private static final int LEAST_ROWS_OF_A_SPEED = 20;

  private final List<EffortComparison> all;
  private final List<String> joints;
  private final EffortComparison shown;
  private final String effort;
  private final String unit;

  EffortSection(List<EffortComparison> all, List<String> joints) {
    this.all = all;
    this.joints = joints;
    this.shown = all.stream().filter(EffortComparison::heldOut).findFirst().orElse(all.get(0));
    boolean currents = shown.model().log().currents();
    this.effort = currents ? "current" : "torque";
    this.unit = currents ? "A" : "N m";
  }

  /** One sentence about the log that matters most. */
  String verdict() {
    double[] errors = shown.model().relativeError();
    int best = 0;
    int worst = 0;
    for (int j = 0; j < errors.length; j++) {
      best = errors[j] < errors[best] ? j : best;
      worst = errors[j] > errors[worst] ? j : worst;
    }
    double mean = Arrays.stream(errors).average().orElse(Double.NaN);
    return String.format(
        Locale.ROOT,
        "On log %s, which %s, the identified model predicts the %s of the joints with a relative"
            + " error of %.1f %% (mean over joints; best %s with %.1f %%, worst %s with %.1f %%)."
            + " The nominal model, which has no friction, has %.1f %%. %s",
        shown.model().log().name(),
        shown.heldOut() ? "took no part in the fit" : "was fitted (no log was held out)",
        effort,
        100 * mean,
        joints.get(best),
        100 * errors[best],
        joints.get(worst),
        100 * errors[worst],
        100 * Arrays.stream(shown.nominal().relativeError()).average().orElse(Double.NaN),
        judgement(mean));
  }

  private static String judgement(double mean) {
    return mean < 0.15
        ? "The model follows the robot."
        : mean < 0.4
            ? "The model follows the robot roughly; see below where it does not."
            : "The model does not follow the robot; do not use it before the cause is known.";
  }

  String html() {
    return errors() + signals() + residuals();
  }

  private String errors() {
    List<String> head = new ArrayList<>(List.of("log", "role", "model"));
    head.addAll(joints);
    head.add("mean");
    List<List<String>> rows = new ArrayList<>();
    for (EffortComparison one : all) {
      String role = one.heldOut() ? "held out" : "fitted";
      rows.add(row(one.model(), role, "identified"));
      rows.add(row(one.nominal(), role, "nominal"));
    }
    return Markup.section(
        "Errors of predicted " + effort,
        Markup.paragraph(
                "Relative error: the norm of measured minus predicted %s over the norm of the"
                        .formatted(effort)
                    + " measured one, over rows in which a joint moves faster than "
                    + EffortLog.MOVING
                    + " rad/s; 0 is perfect, 1 is no better than predicting nothing.")
            + Markup.table("errors", head, rows));
  }

  private static List<String> row(InversePrediction prediction, String role, String name) {
    List<String> cells = new ArrayList<>(List.of(prediction.log().name(), role, name));
    for (double error : prediction.relativeError()) {
      cells.add(String.format(Locale.ROOT, "%.3f", error));
    }
    double mean = Arrays.stream(prediction.relativeError()).average().orElse(Double.NaN);
    cells.add(String.format(Locale.ROOT, "%.3f", mean));
    return cells;
  }

  private String signals() {
    List<Plot> plots = new ArrayList<>();
    for (int j = 0; j < joints.size(); j++) {
      List<int[]> stretches = stretches(j);
      plots.add(stretch("typical", j, stretches.get(stretches.size() / 2)));
      plots.add(stretch("worst", j, stretches.get(stretches.size() - 1)));
    }
    return Markup.section(
        "Measured and predicted " + effort,
        Markup.paragraph(
                String.format(
                    Locale.ROOT,
                    "Log %s (%s), low-pass filtered at %.0f Hz. For each joint, stretches of %.0f s"
                        + " with the median error (typical) and with the largest one (worst).",
                    shown.model().log().name(),
                    shown.heldOut() ? "held out" : "fitted",
                    Math.min(10, 0.1 * shown.model().log().rateHz()),
                    STRETCH_SECONDS))
            + Plot.legend(Plot.Style.MEASURED, Plot.Style.MODEL, Plot.Style.NOMINAL)
            + Plot.grid(plots));
  }

  /** Stretches in which the robot moves, {from, to}, by rising error of a joint. */
  private List<int[]> stretches(int joint) {
    EffortLog log = shown.model().log();
    int length = (int) Math.min(log.rows(), Math.round(STRETCH_SECONDS * log.rateHz()));
    List<int[]> stretches = new ArrayList<>();
    for (int from = 0; from + length <= log.rows(); from += Math.max(1, length / 2)) {
      int moving = 0;
      for (int row = from; row < from + length; row++) {
        moving += log.moving()[row] ? 1 : 0;
      }
      if (2 * moving >= length) {
        stretches.add(new int[] {from, from + length});
      }
    }
    if (stretches.isEmpty()) {
      stretches.add(new int[] {0, length});
    }
    stretches.sort(Comparator.comparingDouble(stretch -> squares(joint, stretch)));
    return stretches;
  }

  private double squares(int joint, int[] stretch) {
    double sum = 0;
    for (int row = stretch[0]; row < stretch[1]; row++) {
      sum += residual(joint, row) * residual(joint, row);
    }
    return sum;
  }

  private double residual(int joint, int row) {
    return shown.model().log().effort()[joint][row] - shown.model().effort()[joint][row];
  }

  private Plot stretch(String kind, int joint, int[] rows) {
    EffortLog log = shown.model().log();
    double rms = Math.sqrt(squares(joint, rows) / (rows[1] - rows[0]));
    double[] times = Arrays.copyOfRange(log.timesSeconds(), rows[0], rows[1]);
    return new Plot(
            "%s, %s: rms error %s %s".formatted(joints.get(joint), kind, Markup.number(rms), unit),
            "time in the log, s",
            "%s, %s".formatted(effort, unit))
        .line(Plot.Style.MEASURED, times, part(log.effort()[joint], rows))
        .line(Plot.Style.NOMINAL, times, part(shown.nominal().effort()[joint], rows))
        .line(Plot.Style.MODEL, times, part(shown.model().effort()[joint], rows));
  }

  private static double[] part(double[] values, int[] rows) {
    return Arrays.copyOfRange(values, rows[0], rows[1]);
  }

  private String residuals() {
    List<Plot> plots = new ArrayList<>();
    for (int j = 0; j < joints.size(); j++) {
      plots.add(overSpeed(j));
    }
    return Markup.section(
        "What is left, over speed",
        Markup.paragraph(
                "Measured minus predicted %s over the speed of the joint: rows (grey) and their"
                        .formatted(effort)
                    + " median by speed (line). A line that leaves zero shows friction that the"
                    + " family of models does not have; a jump at zero speed shows wrong dry"
                    + " friction, a slope wrong viscous friction.")
            + Plot.grid(plots));
  }

  private Plot overSpeed(int joint) {
    EffortLog log = shown.model().log();
    int[] moving = IntStream.range(0, log.rows()).filter(row -> log.moving()[row]).toArray();
    int each = Math.max(1, moving.length / MOST_DOTS);
    double[] speeds =
        Arrays.stream(moving).mapToDouble(row -> log.velocity()[joint][row]).toArray();
    double[] residuals = Arrays.stream(moving).mapToDouble(row -> residual(joint, row)).toArray();
    double[][] medians = medians(speeds, residuals);
    return new Plot(joints.get(joint), "speed, rad/s", "residual, " + unit)
        .points(Plot.Style.STILL, thinned(speeds, each), thinned(residuals, each))
        .line(Plot.Style.MODEL, medians[0], medians[1]);
  }

  private static double[] thinned(double[] values, int each) {
    double[] fewer = new double[(values.length + each - 1) / each];
    for (int i = 0; i < fewer.length; i++) {
      fewer[i] = values[i * each];
    }
    return fewer;
  }

  private static double[][] medians(double[] speeds, double[] residuals) {
    double highest = Arrays.stream(speeds).map(Math::abs).max().orElse(1);
    double[][] medians = new double[2][SPEEDS];
    for (int bin = 0; bin < SPEEDS; bin++) {
      double low = highest * (2.0 * bin / SPEEDS - 1);
      double high = highest * (2.0 * (bin + 1) / SPEEDS - 1);
      double[] inside =
          IntStream.range(0, speeds.length)
              .filter(i -> speeds[i] >= low && speeds[i] < high)
              .mapToDouble(i -> residuals[i])
              .sorted()
              .toArray();
      medians[0][bin] = (low + high) / 2;
      medians[1][bin] =
          inside.length < LEAST_ROWS_OF_A_SPEED ? Double.NaN : inside[inside.length / 2];
    }
    return medians;
  }
}
