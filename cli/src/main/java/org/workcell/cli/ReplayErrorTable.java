package org.workcell.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.workcell.sim2real.metrics.AsapErrors;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.replay.ReplayErrors;
import org.workcell.sim2real.replay.ReplayReport;
import org.workcell.sim2real.replay.ReplayStudy;

/** The errors of a replay as a table that a person reads. */
final class ReplayErrorTable {

  private static final String ROW = "%-22s %-16s %8s  %-24s %-24s %s%n";

  private final ReplayStudy study;
  private final boolean slides;

  ReplayErrorTable(ReplayStudy study) {
    this.study = study;
    this.slides = study.logs().get(0).joints().stream().anyMatch(RobotJoint::slides);
  }

  void print(PrintWriter out) {
    int logs = study.logs().size();
    double seconds = study.logs().stream().mapToDouble(log -> log.log().durationSeconds()).sum();
    out.printf(
        Locale.ROOT,
        "%d log%s, %.1f s, %d joint%s%n",
        logs,
        logs == 1 ? "" : "s",
        seconds,
        study.logs().get(0).joints().size(),
        study.logs().get(0).joints().size() == 1 ? "" : "s");
    study.notes().forEach(note -> out.printf("note: %s%n", note));
    out.println();
    out.printf(ROW, "error of", "motion", "horizon", "at", "within", "smaller by");
    for (ReplayErrors.Quantity quantity : ReplayErrors.Quantity.values()) {
      print(out, quantity);
    }
    printAsap(out);
    printCounts(out);
  }

  private void print(PrintWriter out, ReplayErrors.Quantity quantity) {
    for (int motion = 0; motion < study.motions().size(); motion++) {
      for (double horizon : study.horizonsSeconds()) {
        ReplayStudy.Estimate at = study.at(motion, quantity, horizon);
        ReplayStudy.Estimate within = study.within(motion, quantity, horizon);
        if (!Double.isFinite(at.value()) && !Double.isFinite(within.value())) {
          continue;
        }
        out.printf(
            ROW,
            label(quantity),
            study.motions().get(motion),
            ReplayReport.label(horizon),
            words(at, scale(quantity)),
            words(within, scale(quantity)),
            motion == 0 ? "" : share(study.reduction(motion, quantity, horizon)));
      }
    }
  }

  /** Small units read better: mrad and mm. */
  private double scale(ReplayErrors.Quantity quantity) {
    return switch (quantity) {
      case VELOCITY, TORQUE -> 1;
      default -> 1000;
    };
  }

  private String label(ReplayErrors.Quantity quantity) {
    String unit =
        (scale(quantity) == 1 ? "" : "m")
            + (slides && quantity == ReplayErrors.Quantity.POSITION ? "rad|mm" : quantity.unit());
    return "%s, %s".formatted(quantity.label(), unit);
  }

  private static String words(ReplayStudy.Estimate estimate, double scale) {
    if (!Double.isFinite(estimate.value())) {
      return "-";
    }
    return "%s [%s, %s]"
        .formatted(
            number(scale * estimate.value()),
            number(scale * estimate.low()),
            number(scale * estimate.high()));
  }

  private static String share(ReplayStudy.Estimate estimate) {
    return Double.isFinite(estimate.value())
        ? String.format(
            Locale.ROOT,
            "%.0f %% [%.0f, %.0f]",
            100 * estimate.value(),
            100 * estimate.low(),
            100 * estimate.high())
        : "-";
  }

  private static String number(double value) {
    double size = Math.abs(value);
    String format = size == 0 || size >= 100 ? "%.0f" : size >= 1 ? "%.1f" : "%.3g";
    return String.format(Locale.ROOT, format, value);
  }

  private void printAsap(PrintWriter out) {
    boolean any = false;
    for (int motion = 0; motion < study.motions().size(); motion++) {
      for (double horizon : study.horizonsSeconds()) {
        AsapErrors errors = study.asap(motion, horizon);
        if (!Double.isFinite(errors.globalMm())) {
          continue;
        }
        if (!any) {
          out.printf(
              "%nASAP's errors (bodies, frames of 20 ms): global mm, local mm, acceleration"
                  + " mm/frame2, velocity mm/frame%n");
          any = true;
        }
        out.printf(
            "%-22s %8s  %9s %9s %9s %9s%n",
            study.motions().get(motion),
            ReplayReport.label(horizon),
            number(errors.globalMm()),
            number(errors.localMm()),
            number(errors.accelerationMmPerFrame2()),
            number(errors.velocityMmPerFrame()));
      }
    }
  }

  private void printCounts(PrintWriter out) {
    out.println();
    for (double horizon : study.horizonsSeconds()) {
      ReplayErrors errors = study.errors(0, horizon);
      out.printf(
          "horizon %s: %d windows; intervals resample %s%n",
          ReplayReport.label(horizon), errors.windows(), errors.units());
      for (int motion = 0; motion < study.motions().size(); motion++) {
        ReplayErrors each = study.errors(motion, horizon);
        if (each.failures() > 0) {
          out.printf(
              "horizon %s: %s DIVERGED in %d of %d windows; they count as failed, and its errors"
                  + " are those of rows before%n",
              ReplayReport.label(horizon),
              study.motions().get(motion),
              each.failures(),
              each.windows());
        }
      }
    }
  }
}
