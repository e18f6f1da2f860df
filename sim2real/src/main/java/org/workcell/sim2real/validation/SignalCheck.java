package org.workcell.sim2real.validation;

import static org.workcell.sim2real.validation.LogFinding.Severity.NOTE;
import static org.workcell.sim2real.validation.LogFinding.Severity.WARNING;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.Quantity;

/** Saturation, stale readings, encoder steps, drives that are off. */
final class SignalCheck {

  private static final double NEAR_EXTREME = 0.9;
  private static final double FLAT_SHARE = 0.5;
  private static final int FLAT_ROWS = 12;
  private static final double STALE_SHARE = 0.1;
  private static final int STALE_STEPS = 5;
  private static final double COARSE = 0.1;

  private final LogView view;
  private final Consumer<LogFinding> findings;

  SignalCheck(LogView view, Consumer<LogFinding> findings) {
    this.view = view;
    this.findings = findings;
  }

  void run(MotionCheck motion) {
    CommandKind kind = view.log().meta().commandKind();
    for (int joint = 0; joint < view.joints(); joint++) {
      saturation(Quantity.TORQUE, joint);
      saturation(Quantity.CURRENT, joint);
      if (kind == CommandKind.TORQUE || kind == CommandKind.CURRENT) {
        saturation(Quantity.COMMAND, joint);
      }
      if (motion.has(joint)) {
        readings(joint, motion.topSpeed(joint));
      }
      enabled(joint);
    }
  }

  /** Rows at the very extreme, where others near it are few: a curve that was cut off. */
  private void saturation(Quantity quantity, int joint) {
    if (!view.has(quantity, joint)) {
      return;
    }
    double[] column = view.column(quantity, joint);
    for (int sign : List.of(1, -1)) {
      double[] own = Arrays.stream(column).map(value -> sign * value).toArray();
      double extreme = Arrays.stream(own).filter(Double::isFinite).max().orElse(0);
      long near = Arrays.stream(own).filter(value -> value >= NEAR_EXTREME * extreme).count();
      long at = Arrays.stream(own).filter(value -> value >= 0.999 * extreme).count();
      if (extreme > 0 && at >= FLAT_ROWS && at > FLAT_SHARE * near) {
        findings.accept(
            LogFinding.of(
                WARNING,
                "saturation",
                view.joint(joint),
                String.format(
                    Locale.ROOT,
                    "%s stays at %.4g in %d rows (%.1f %%).",
                    quantity.column(),
                    sign * extreme,
                    at,
                    100.0 * at / column.length),
                "The drive, or what measures it, is at its limit: larger values were cut off.",
                "Leave these rows out of least squares, or identify the limit with a forward fit;"
                    + " move more gently for other parameters."));
      }
    }
  }

  /** The smallest change of a joint's position; NaN where it never changes. */
  double step(int joint) {
    double[] column = view.column(Quantity.POSITION, joint);
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 1; i < column.length; i++) {
      double change = Math.abs(column[i] - column[i - 1]);
      smallest = change > 1e-9 ? Math.min(smallest, change) : smallest;
    }
    return Double.isInfinite(smallest) ? Double.NaN : smallest;
  }

  private void readings(int joint, double topSpeed) {
    double step = step(joint);
    double[] column = view.column(Quantity.POSITION, joint);
    double[] times = view.times();
    int fast = 0;
    int stale = 0;
    for (int i = 2; i < column.length; i++) {
      double before = Math.abs(column[i - 1] - column[i - 2]);
      // A joint that just moved by several steps does not stop within a row.
      if (before > STALE_STEPS * step && times[i] - times[i - 1] > 0) {
        fast++;
        stale += column[i] == column[i - 1] ? 1 : 0;
      }
    }
    if (fast > 100 && stale > STALE_SHARE * fast) {
      findings.accept(
          LogFinding.of(
              WARNING,
              "stale",
              view.joint(joint),
              String.format(
                  Locale.ROOT,
                  "In motion, %.0f %% of the rows repeat the position of the row before.",
                  100.0 * stale / fast),
              "The log is written faster than the robot is read; repeated rows are old values.",
              "Record at the robot's own rate."));
    }
    double perRow = step * view.rateHz();
    if (perRow > COARSE * topSpeed && topSpeed > LogView.REST) {
      findings.accept(
          LogFinding.of(
              NOTE,
              "resolution",
              view.joint(joint),
              String.format(
                  Locale.ROOT,
                  "Positions have steps of %.2g (%.0f in a turn), which is %.2g rad/s from row to"
                      + " row; the top speed is %.2g.",
                  step,
                  2 * Math.PI / step,
                  perRow,
                  topSpeed),
              "Differences of neighbouring rows are too coarse for velocities.",
              "Smooth velocities that are made from positions."));
    }
  }

  private void enabled(int joint) {
    if (!view.has(Quantity.ENABLED, joint)) {
      return;
    }
    double[] enabled = view.onGrid(Quantity.ENABLED, joint);
    long off = Arrays.stream(enabled).filter(value -> value == 0).count();
    if (off > 0) {
      findings.accept(
          LogFinding.of(
              NOTE,
              "enabled",
              view.joint(joint),
              String.format(Locale.ROOT, "The drive is off for %.2f s.", off / view.rateHz()),
              "There the joint obeys gravity and friction alone, whatever the command.",
              "Keep them: they tell friction."));
    }
  }
}
