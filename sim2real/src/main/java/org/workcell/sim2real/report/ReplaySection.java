package org.workcell.sim2real.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.replay.Channel;
import org.workcell.sim2real.replay.ReplayErrors;
import org.workcell.sim2real.replay.ReplayStudy;
import org.workcell.sim2real.replay.Trajectory;

/** Errors of replays, and what a typical and the worst of them look like. */
final class ReplaySection {

  private static final double FAR = 10;

  private final ReplayStudy study;
  private final ReplaySignals signals;
  private final List<RobotJoint> joints;
  private final boolean slides;

  ReplaySection(ReplayStudy study, ReplaySignals signals) {
    this.study = study;
    this.signals = signals;
    this.joints = study.logs().get(0).joints();
    this.slides = joints.stream().anyMatch(RobotJoint::slides);
  }

  /** What the replays say, in words. */
  String verdict() {
    double horizon = study.horizonsSeconds()[study.horizonsSeconds().length - 1];
    int last = study.motions().size() - 2;
    ReplayErrors.Quantity position = ReplayErrors.Quantity.POSITION;
    ReplayStudy.Estimate model = study.at(last, position, horizon);
    ReplayStudy.Estimate still = study.at(last + 1, position, horizon);
    StringBuilder text = new StringBuilder();
    text.append(
        "Open loop from states of the logs, %s is off by %s %s at %s (rms over joints and windows); a robot that holds still is off by %s."
            .formatted(
                last == 0 ? "the nominal model" : "the model with parameters",
                Markup.withInterval(1000 * model.value(), 1000 * model.low(), 1000 * model.high()),
                unit(position),
                horizonWords(horizon),
                Markup.number(1000 * still.value())));
    if (last > 0) {
      ReplayStudy.Estimate nominal = study.at(0, position, horizon);
      double reduction = 100 * (1 - model.value() / nominal.value());
      text.append(
          nominal.value() > FAR * still.value()
              ? " The nominal model leaves the robot at once (more than %.0f times the error of holding still)."
                  .formatted(FAR)
              : String.format(
                  Locale.ROOT,
                  " The nominal model is off by %s; parameters make the error %.0f %% %s.",
                  Markup.number(1000 * nominal.value()),
                  Math.abs(reduction),
                  reduction >= 0 ? "smaller" : "LARGER"));
    }
    if (!(model.value() < still.value())) {
      text.append(
          " This is not better than holding still: at this horizon the replay says nothing for the"
              + " model.");
    }
    return text.append(failures(last, horizon)).toString();
  }

  private String failures(int motion, double horizon) {
    int failures = study.errors(motion, horizon).failures();
    return failures == 0
        ? ""
        : " The simulation DIVERGED in %d of %d windows."
            .formatted(failures, study.errors(motion, horizon).windows());
  }

  private static String horizonWords(double horizon) {
    return Double.isInfinite(horizon) ? "the ends of whole logs" : horizon + " s";
  }

  String html() {
    return Markup.section("Errors of replays by horizon", errors())
        + Markup.section("Measured and simulated positions", signals());
  }

  private String errors() {
    StringBuilder text = new StringBuilder();
    study.notes().forEach(note -> text.append(Markup.paragraph("Note: " + note + ".")));
    text.append(
        Markup.paragraph(
            "Simulations start in states of the logs and get what drove the robot, open loop;"
                + " nothing pulls them back. Root mean squares at the horizon, with 95 % intervals"
                + " in brackets. Holding still is a robot that stays where each window begins: a"
                + " model that is not better than this says nothing."));
    text.append(plot());
    List<String> head = new ArrayList<>(List.of("quantity", "motion"));
    for (double horizon : study.horizonsSeconds()) {
      head.add(label(horizon));
    }
    List<List<String>> rows = new ArrayList<>();
    for (ReplayErrors.Quantity quantity : ReplayErrors.Quantity.values()) {
      if (study.errors(0, study.horizonsSeconds()[0]).has(quantity)) {
        addRows(rows, quantity);
      }
    }
    text.append(Markup.table("horizons", head, rows));
    for (double horizon : study.horizonsSeconds()) {
      ReplayErrors errors = study.errors(0, horizon);
      text.append(
          Markup.paragraph(
              "Horizon %s: %d windows; intervals resample %s."
                  .formatted(label(horizon), errors.windows(), errors.units())));
    }
    return text.toString();
  }

  private void addRows(List<List<String>> rows, ReplayErrors.Quantity quantity) {
    double scale = scale(quantity);
    for (int motion = 0; motion < study.motions().size(); motion++) {
      List<String> cells = new ArrayList<>();
      cells.add("%s, %s".formatted(quantity.label(), unit(quantity)));
      cells.add(study.motions().get(motion));
      for (double horizon : study.horizonsSeconds()) {
        ReplayStudy.Estimate estimate = study.at(motion, quantity, horizon);
        cells.add(
            Double.isFinite(estimate.value())
                ? Markup.withInterval(
                    scale * estimate.value(), scale * estimate.low(), scale * estimate.high())
                : Markup.NOTHING);
      }
      rows.add(cells);
    }
  }

  private static double scale(ReplayErrors.Quantity quantity) {
    return switch (quantity) {
      case VELOCITY, TORQUE -> 1;
      default -> 1000;
    };
  }

  private String unit(ReplayErrors.Quantity quantity) {
    String small = scale(quantity) == 1 ? "" : "m";
    return slides && quantity == ReplayErrors.Quantity.POSITION
        ? "mrad or mm"
        : small + quantity.unit();
  }

  private static String label(double horizon) {
    return Double.isInfinite(horizon) ? "whole log" : horizon + " s";
  }

  private String plot() {
    double[] horizons = study.horizonsSeconds();
    List<String> names = new ArrayList<>();
    for (double horizon : horizons) {
      names.add(label(horizon));
    }
    String unit = unit(ReplayErrors.Quantity.POSITION);
    Plot plot =
        new Plot("Error of joint positions", "horizon", "rms error, " + unit).categories(names);
    int motions = study.motions().size();
    List<Plot.Style> styles = styles();
    boolean far = motions > 2 && isFar();
    for (int motion = far ? 1 : 0; motion < motions; motion++) {
      double[] x = new double[horizons.length];
      double[] y = new double[horizons.length];
      for (int h = 0; h < horizons.length; h++) {
        ReplayStudy.Estimate estimate =
            study.at(motion, ReplayErrors.Quantity.POSITION, horizons[h]);
        x[h] = h + 0.22 * (motion - (motions - 1) / 2.0);
        y[h] = 1000 * estimate.value();
        plot.whisker(styles.get(motion), x[h], 1000 * estimate.low(), 1000 * estimate.high());
      }
      plot.points(styles.get(motion), x, y);
    }
    return Plot.legend(styles.toArray(Plot.Style[]::new))
        + Plot.grid(List.of(plot))
        + (far
            ? Markup.paragraph(
                "Errors of the nominal model are not in the plot: more than %.0f times those of the others."
                    .formatted(FAR))
            : "");
  }

  /** Whether errors of the nominal model would leave no room for the others. */
  private boolean isFar() {
    for (double horizon : study.horizonsSeconds()) {
      double largest = 0;
      for (int motion = 1; motion < study.motions().size(); motion++) {
        largest =
            Math.max(largest, study.at(motion, ReplayErrors.Quantity.POSITION, horizon).value());
      }
      if (study.at(0, ReplayErrors.Quantity.POSITION, horizon).value() > FAR * largest) {
        return true;
      }
    }
    return false;
  }

  private List<Plot.Style> styles() {
    return study.motions().size() == 2
        ? List.of(Plot.Style.NOMINAL, Plot.Style.STILL)
        : List.of(Plot.Style.NOMINAL, Plot.Style.MODEL, Plot.Style.STILL);
  }

  private String signals() {
    List<Plot> plots = new ArrayList<>();
    for (int joint = 0; joint < joints.size(); joint++) {
      List<Integer> order = signals.byError(joint);
      if (!order.isEmpty()) {
        plots.add(window("typical", joint, order.get(order.size() / 2)));
        plots.add(window("worst", joint, order.get(order.size() - 1)));
      }
    }
    List<Plot.Style> shown = new ArrayList<>(List.of(Plot.Style.MEASURED));
    shown.addAll(styles().subList(0, styles().size() - 1));
    List<String> logs = new ArrayList<>();
    for (int i = 0; i < study.logs().size(); i++) {
      logs.add("%d is %s".formatted(i + 1, study.logs().get(i).meta().name()));
    }
    return Markup.paragraph(
            "For each joint, the windows with the median error over the window (typical) and with"
                + " the largest one (worst), of the model with parameters where there is one. A"
                + " line of the nominal model ends where it leaves the plot, other lines where the"
                + " simulation diverged.")
        + Plot.legend(shown.toArray(Plot.Style[]::new))
        + Plot.grid(plots);
  }

  private Plot window(String kind, int joint, int window) {
    Trajectory measured = signals.measured().get(window);
    double from = measured.log().time(measured.window().start());
    Plot plot =
        new Plot(
            "%s, %s: from %s s%s"
                .formatted(
                    joints.get(joint).name(),
                    kind,
                    String.format(Locale.ROOT, "%.2f", from - measured.log().time(0)),
                    study.logs().size() == 1 ? "" : " of log " + (measured.window().log() + 1)),
            "time in the window, s",
            "position, " + (joints.get(joint).slides() ? "m" : "rad"));
    add(plot, -1, measured, joint);
    for (int i = 0; i < signals.motions().size(); i++) {
      add(plot, i, signals.motions().get(i).get(window), joint);
    }
    return plot;
  }

  /** Adds a motion by its number, or the measured one, -1. */
  private void add(Plot plot, int number, Trajectory motion, int joint) {
    int rows = motion.window().rows();
    double[] times = new double[rows];
    double[] values = new double[rows];
    for (int row = 0; row < rows; row++) {
      times[row] = motion.seconds(row);
      values[row] = motion.value(Channel.POSITION, row, joint);
    }
    if (number < 0) {
      plot.line(Plot.Style.MEASURED, times, values);
    } else if (number == signals.motions().size() - 1) {
      plot.line(styles().get(number), times, values);
    } else {
      plot.lineWithin(styles().get(number), times, values);
    }
  }
}
