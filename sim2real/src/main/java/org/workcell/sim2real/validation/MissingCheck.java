package org.workcell.sim2real.validation;

import static org.workcell.sim2real.validation.LogFinding.Severity.FATAL;
import static org.workcell.sim2real.validation.LogFinding.Severity.NOTE;
import static org.workcell.sim2real.validation.LogFinding.Severity.WARNING;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;

/** Values that are missing, infinite, or no quaternions. */
final class MissingCheck {

  private static final String NAME = "missing";
  private static final double MANY = 0.2;
  private static final double UNIT_TOLERANCE = 0.01;

  private final RobotLog log;
  private final Consumer<LogFinding> findings;

  MissingCheck(RobotLog log, Consumer<LogFinding> findings) {
    this.log = log;
    this.findings = findings;
  }

  void run() {
    if (!log.has(Quantity.POSITION)) {
      findings.accept(
          LogFinding.of(
              FATAL,
              NAME,
              "",
              "There are no joint positions.",
              "Neither replay nor identification has anything to compare with.",
              "Map the columns of positions ('position' of the mapping file)."));
    }
    for (Quantity quantity : Quantity.values()) {
      for (int i = 0; log.has(quantity) && i < log.width(quantity); i++) {
        values(quantity, i);
      }
    }
    quaternion(Quantity.TIP_QUAT_WXYZ);
    quaternion(Quantity.BASE_QUAT_WXYZ);
  }

  private void values(Quantity quantity, int component) {
    double[] column = log.column(quantity, component);
    String joint =
        quantity.width(log.meta().joints()) == log.meta().joints() && quantity.width(0) == 0
            ? log.meta().jointNames().get(component)
            : "";
    long infinite = Arrays.stream(column).filter(Double::isInfinite).count();
    long missing = Arrays.stream(column).filter(Double::isNaN).count();
    if (infinite > 0) {
      findings.accept(
          LogFinding.of(
              FATAL,
              NAME,
              joint,
              "%s is infinite in %d rows.".formatted(quantity.column(), infinite),
              "No computation survives it.",
              "Write nan where there is no value."));
    }
    if (missing == 0) {
      return;
    }
    double share = (double) missing / column.length;
    boolean all = missing == column.length;
    findings.accept(
        LogFinding.of(
            all && quantity == Quantity.POSITION ? FATAL : share > MANY ? WARNING : NOTE,
            NAME,
            joint,
            String.format(
                Locale.ROOT,
                "%s has no value in %d of %d rows (%.1f %%).",
                quantity.column(),
                missing,
                column.length,
                100 * share),
            all ? "It cannot be used." : "Rows without it are left out, or bridged by neighbours.",
            "See whether the column's name is right; 'gaps: hold' or 'gaps: interpolate' of the"
                + " mapping file fill gaps."));
  }

  private void quaternion(Quantity quantity) {
    if (!log.has(quantity)) {
      return;
    }
    for (int row = 0; row < log.rows(); row++) {
      double square = 0;
      for (int i = 0; i < 4; i++) {
        square += Math.pow(log.value(quantity, row, i), 2);
      }
      if (Math.abs(Math.sqrt(square) - 1) > UNIT_TOLERANCE) {
        findings.accept(
            LogFinding.of(
                WARNING,
                "units",
                "",
                String.format(
                    Locale.ROOT,
                    "%s has the length %.4f in row %d.",
                    quantity.column(),
                    Math.sqrt(square),
                    row),
                "It is no orientation.",
                "See whether these columns are a quaternion."));
        return;
      }
    }
  }
}
