package org.workcell.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.workcell.sim2real.metrics.AsapErrors;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.replay.ReplayErrors;
import org.workcell.sim2real.replay.ReplayReport;
import org.workcell.sim2real.replay.ReplayStudy;

/** The errors of a replay as a table that a person reads. */
final class ReplayErrorTable {

  private final ReplayStudy study;
  private final boolean slides;

  /** Of the table that is being made; each has a cell for every horizon, behind its title. */
  private final List<List<String>> rows = new ArrayList<>();

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
    for (ReplayErrors.Quantity quantity : ReplayErrors.Quantity.values()) {
      if (study.errors(0, study.horizonsSeconds()[0]).has(quantity)) {
        print(out, quantity);
      }
    }
    printAsap(out);
    printCounts(out);
  }

  private void print(PrintWriter out, ReplayErrors.Quantity quantity) {
    double scale = scale(quantity);
    head(label(quantity));
    for (int motion = 0; motion < study.motions().size(); motion++) {
      int of = motion;
      row(name(motion), horizon -> words(study.at(of, quantity, horizon), scale));
      if (quantity == ReplayErrors.Quantity.POSITION) {
        row("  up to it", horizon -> words(study.within(of, quantity, horizon), scale));
      }
      if (motion > 0 && !name(of).equals(ReplayStudy.HOLDING_STILL)) {
        row("  smaller by", horizon -> share(study.reduction(of, quantity, horizon)));
      }
    }
    printRows(out);
  }

  private String name(int motion) {
    return study.motions().get(motion);
  }

  private void head(String title) {
    row(title, horizon -> Double.isInfinite(horizon) ? "full" : horizon + " s");
  }

  private void row(String title, DoubleFunction<String> cell) {
    List<String> row = new ArrayList<>(List.of(title));
    for (double horizon : study.horizonsSeconds()) {
      row.add(cell.apply(horizon));
    }
    rows.add(row);
  }

  private void printRows(PrintWriter out) {
    out.print(aligned(rows));
    rows.clear();
  }

  /** A table below an empty line, whose columns are as wide as their longest cell. */
  static String aligned(List<List<String>> rows) {
    StringBuilder text = new StringBuilder(System.lineSeparator());
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = rows.stream().mapToInt(each -> each.get(column).length()).max().orElseThrow();
        line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
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
    return Double.isNaN(estimate.low())
        ? number(scale * estimate.value())
        : "%s [%s, %s]"
            .formatted(
                number(scale * estimate.value()),
                number(scale * estimate.low()),
                number(scale * estimate.high()));
  }

  private static String share(ReplayStudy.Estimate estimate) {
    if (!Double.isFinite(estimate.value())) {
      return "-";
    }
    return Double.isNaN(estimate.low())
        ? String.format(Locale.ROOT, "%.0f %%", 100 * estimate.value())
        : String.format(
            Locale.ROOT,
            "%.0f %% [%.0f, %.0f]",
            100 * estimate.value(),
            100 * estimate.low(),
            100 * estimate.high());
  }

  private static String number(double value) {
    double size = Math.abs(value);
    String format = size == 0 || size >= 100 ? "%.0f" : size >= 1 ? "%.1f" : "%.3g";
    return String.format(Locale.ROOT, format, value);
  }

  /** Of ASAP (arXiv 2502.01143), up to the horizon, for comparisons with the paper. */
  private void printAsap(PrintWriter out) {
    head("ASAP: mm (mm/frame)");
    for (int motion = 0; motion < study.motions().size(); motion++) {
      int of = motion;
      row(name(motion) + ":", horizon -> "");
      row("  global", horizon -> asap(of, horizon, AsapErrors::globalMm));
      row("  local", horizon -> asap(of, horizon, AsapErrors::localMm));
      row("  acceleration", horizon -> asap(of, horizon, AsapErrors::accelerationMmPerFrame2));
      row("  velocity", horizon -> asap(of, horizon, AsapErrors::velocityMmPerFrame));
    }
    printRows(out);
  }

  private String asap(int motion, double horizon, ToDoubleFunction<AsapErrors> part) {
    double value = part.applyAsDouble(study.asap(motion, horizon));
    return Double.isFinite(value) ? number(value) : "-";
  }

  private void printCounts(PrintWriter out) {
    out.println();
    out.printf("smaller by: than the error of %s%n", name(0));
    for (double horizon : study.horizonsSeconds()) {
      ReplayErrors errors = study.errors(0, horizon);
      out.printf(
          "horizon %s: %d window%s; 95 %% intervals resample %s%n",
          ReplayReport.label(horizon),
          errors.windows(),
          errors.windows() == 1 ? "" : "s",
          errors.units());
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
