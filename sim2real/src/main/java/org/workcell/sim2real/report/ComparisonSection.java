package org.workcell.sim2real.report;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim2real.metrics.AsapErrors;
import org.workcell.sim2real.replay.ReplayErrors.Quantity;
import org.workcell.sim2real.replay.ReplayStudy;

/** Errors of ways of making a model follow a robot, beside each other. */
final class ComparisonSection {

  private final ReplayStudy study;

  /** Motions without the last one, which holds still. */
  private final int methods;

  ComparisonSection(ReplayStudy study) {
    this.study = study;
    this.methods = study.motions().size() - 1;
  }

  /** Which method is best at the longest horizon, in words. */
  String verdict() {
    double horizon = study.horizonsSeconds()[study.horizonsSeconds().length - 1];
    int best = 0;
    for (int motion = 1; motion < methods; motion++) {
      boolean fails = study.errors(motion, horizon).failures() > 0;
      double error = study.within(motion, Quantity.POSITION, horizon).value();
      if (!fails && error < study.within(best, Quantity.POSITION, horizon).value()) {
        best = motion;
      }
    }
    ReplayStudy.Estimate error = study.within(best, Quantity.POSITION, horizon);
    String text =
        "Over %s the smallest error is that of %s: %s mrad or mm"
            .formatted(
                label(horizon),
                study.motions().get(best),
                Markup.withInterval(1000 * error.value(), 1000 * error.low(), 1000 * error.high()));
    if (best == 0) {
      return text + "; nothing is better than the nominal model.";
    }
    ReplayStudy.Estimate reduction = study.reductionWithin(best, Quantity.POSITION, horizon);
    return text
        + ", %s %% less than with the nominal model."
            .formatted(
                Markup.withInterval(
                    100 * reduction.value(), 100 * reduction.low(), 100 * reduction.high()));
  }

  String html() {
    StringBuilder text = new StringBuilder();
    text.append(
        Markup.paragraph(
            "Simulations start in states of the logs and get the logged commands, open loop. Root"
                + " mean squares of joint positions over all rows of a window up to the horizon,"
                + " with 95 %% intervals; intervals resample %s. Windows that diverge count as failed."
                    .formatted(study.errors(0, study.horizonsSeconds()[0]).units())));
    List<Plot> plots = new ArrayList<>();
    for (double horizon : study.horizonsSeconds()) {
      plots.add(plot(horizon));
    }
    text.append(Plot.grid(plots));
    text.append(Markup.table("errors", head("position, mrad or mm"), rows(this::error)));
    text.append(Markup.table("errors", head("smaller than open loop, %"), rows(this::reduction)));
    text.append(
        Markup.table(
            "errors", head("ASAP: global / local mm, acc, vel mm per frame"), rows(this::asap)));
    text.append(Markup.table("errors", head("windows that diverged"), rows(this::failures)));
    return Markup.section("Errors by method and horizon", text.toString());
  }

  private Plot plot(double horizon) {
    Plot plot = new Plot("up to " + label(horizon), "", "rms, mrad or mm");
    plot.categories(study.motions().subList(0, methods));
    double[] x = new double[methods];
    double[] y = new double[methods];
    for (int motion = 0; motion < methods; motion++) {
      ReplayStudy.Estimate error = study.within(motion, Quantity.POSITION, horizon);
      x[motion] = motion;
      y[motion] = 1000 * error.value();
      plot.whisker(Plot.Style.MODEL, motion, 1000 * error.low(), 1000 * error.high());
    }
    return plot.points(Plot.Style.MODEL, x, y);
  }

  /** A cell of a table. */
  private interface Cell {
    String of(int motion, double horizon);
  }

  private List<String> head(String first) {
    List<String> head = new ArrayList<>(List.of(first));
    for (double horizon : study.horizonsSeconds()) {
      head.add(label(horizon));
    }
    return head;
  }

  private List<List<String>> rows(Cell cell) {
    List<List<String>> rows = new ArrayList<>();
    for (int motion = 0; motion < methods; motion++) {
      List<String> cells = new ArrayList<>(List.of(study.motions().get(motion)));
      for (double horizon : study.horizonsSeconds()) {
        cells.add(cell.of(motion, horizon));
      }
      rows.add(cells);
    }
    return rows;
  }

  private String error(int motion, double horizon) {
    return words(study.within(motion, Quantity.POSITION, horizon), 1000);
  }

  private String reduction(int motion, double horizon) {
    return motion == 0
        ? Markup.NOTHING
        : words(study.reductionWithin(motion, Quantity.POSITION, horizon), 100);
  }

  private static String words(ReplayStudy.Estimate estimate, double scale) {
    return Markup.number(scale * estimate.value())
        + (Double.isFinite(estimate.low())
            ? " " + Markup.interval(scale * estimate.low(), scale * estimate.high())
            : "");
  }

  private String asap(int motion, double horizon) {
    AsapErrors errors = study.asap(motion, horizon);
    return Double.isFinite(errors.globalMm())
        ? "%s / %s, %s, %s"
            .formatted(
                Markup.number(errors.globalMm()),
                Markup.number(errors.localMm()),
                Markup.number(errors.accelerationMmPerFrame2()),
                Markup.number(errors.velocityMmPerFrame()))
        : Markup.NOTHING;
  }

  private String failures(int motion, double horizon) {
    return "%d of %d"
        .formatted(
            study.errors(motion, horizon).failures(), study.errors(motion, horizon).windows());
  }

  private static String label(double horizon) {
    return Double.isInfinite(horizon) ? "whole logs" : horizon + " s";
  }
}
