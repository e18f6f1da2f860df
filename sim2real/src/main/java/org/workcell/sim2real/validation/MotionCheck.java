package org.workcell.sim2real.validation;

import static org.workcell.sim2real.validation.LogFinding.Severity.NOTE;
import static org.workcell.sim2real.validation.LogFinding.Severity.WARNING;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import org.workcell.datasets.logs.Quantity;

/** How much of the robot a log shows: ranges, speeds, reversals, rests, joints that move as one. */
final class MotionCheck {

  private static final String NAME = "excitation";
  private static final double HARDLY = 0.03;
  private static final double SLOW = 0.1;
  private static final double TOGETHER = 0.98;
  private static final double REST_SECONDS = 0.5;
  private static final double BAND_POWER = 0.95;
  private static final double JUMP_LOW = 5.5;
  private static final double JUMP_HIGH = 7;

  private final LogView view;
  private final double[][] speeds;
  private final boolean[][] moving;
  private final Consumer<LogFinding> findings;

  MotionCheck(LogView view, Consumer<LogFinding> findings) {
    this.view = view;
    this.findings = findings;
    this.speeds = new double[view.joints()][];
    this.moving = new boolean[view.joints()][];
    for (int joint = 0; joint < speeds.length; joint++) {
      if (view.has(Quantity.POSITION, joint)) {
        speeds[joint] = view.speed(joint);
        moving[joint] = new boolean[speeds[joint].length];
        for (int i = 0; i < moving[joint].length; i++) {
          moving[joint][i] = Math.abs(speeds[joint][i]) > LogView.REST;
        }
      }
    }
  }

  boolean has(int joint) {
    return speeds[joint] != null;
  }

  double topSpeed(int joint) {
    return Arrays.stream(speeds[joint]).map(Math::abs).max().orElse(0);
  }

  double movingShare(int joint) {
    int count = 0;
    for (boolean each : moving[joint]) {
      count += each ? 1 : 0;
    }
    return (double) count / moving[joint].length;
  }

  /** Below this frequency is 95 % of the power of the velocity. */
  double bandHz(int joint) {
    return Spectrum.bandHz(speeds[joint], view.rateHz(), BAND_POWER);
  }

  void run() {
    for (int joint = 0; joint < speeds.length; joint++) {
      if (has(joint)) {
        joint(joint);
        jumps(joint);
      }
    }
    together();
    rests();
  }

  private void joint(int joint) {
    double[] sorted = Arrays.stream(view.onGrid(Quantity.POSITION, joint)).sorted().toArray();
    double range = sorted[sorted.length - 1] - sorted[0];
    if (range < HARDLY) {
      add(
          WARNING,
          joint,
          String.format(Locale.ROOT, "The joint moves by %.4f rad or m in all.", range),
          "Nothing can be said of its friction, damping or inertia.",
          "Record a movement of this joint, or freeze its parameters.");
      return;
    }
    double top = topSpeed(joint);
    if (top < SLOW) {
      add(
          WARNING,
          joint,
          String.format(Locale.ROOT, "The joint is never faster than %.3f rad/s or m/s.", top),
          "Viscous friction, inertia and limits of speed cannot be told.",
          "Record faster movements, too.");
    }
    int reversals = reversals(joint);
    if (reversals < 2) {
      add(
          WARNING,
          joint,
          reversals == 0 ? "The joint never reverses." : "The joint reverses only once.",
          "Friction, which changes its sign, and gravity or an offset cannot be told apart.",
          "Record movements in both directions over the same range.");
    }
  }

  private int reversals(int joint) {
    int sign = 0;
    int count = 0;
    for (int i = 0; i < speeds[joint].length; i++) {
      if (moving[joint][i]) {
        int own = speeds[joint][i] > 0 ? 1 : -1;
        count += sign != 0 && own != sign ? 1 : 0;
        sign = own;
      }
    }
    return count;
  }

  private void jumps(int joint) {
    double[] column = view.column(Quantity.POSITION, joint);
    int wraps = 0;
    for (int i = 1; i < column.length; i++) {
      double step = Math.abs(column[i] - column[i - 1]);
      wraps += step > JUMP_LOW && step < JUMP_HIGH ? 1 : 0;
    }
    if (wraps > 0) {
      findings.accept(
          LogFinding.of(
              WARNING,
              "jumps",
              view.joint(joint),
              "Position jumps by about a turn %d times.".formatted(wraps),
              "The angle is kept within a turn; velocities at the jumps are wrong.",
              "Unwrap the angle before the import."));
    }
  }

  private void together() {
    for (int a = 0; a < speeds.length; a++) {
      for (int b = a + 1; b < speeds.length; b++) {
        if (has(a) && has(b) && topSpeed(a) > SLOW && topSpeed(b) > SLOW) {
          Proportion alike = Proportion.of(speeds[a], speeds[b]);
          if (Math.abs(alike.correlation()) > TOGETHER) {
            add(
                WARNING,
                a,
                String.format(
                    Locale.ROOT,
                    "It always moves with %s (correlation of their velocities %.3f).",
                    view.joint(b),
                    alike.correlation()),
                "What one does to the other cannot be told from what each does itself.",
                "Move the joints at different frequencies.");
          }
        }
      }
    }
  }

  private void rests() {
    int length = view.grid().length;
    int resting = 0;
    int start = -1;
    int last = -1;
    for (int i = 0; i < length; i++) {
      if (anyMoves(i)) {
        start = start < 0 ? i : start;
        last = i;
      } else {
        resting++;
      }
    }
    if (start < 0) {
      return;
    }
    double before = start / view.rateHz();
    double after = (length - 1 - last) / view.rateHz();
    double middle = resting / view.rateHz() - before - after;
    if (Math.max(before, Math.max(after, middle)) > REST_SECONDS) {
      findings.accept(
          LogFinding.of(
              NOTE,
              "rest",
              "",
              String.format(
                  Locale.ROOT,
                  "The robot rests for %.1f s at the start, %.1f s at the end, %.1f s between.",
                  before,
                  Math.max(0, after),
                  Math.max(0, middle)),
              "Rests show stiction and noise, but weigh down averages.",
              "Count rows in motion only, as fits do here."));
    }
  }

  private boolean anyMoves(int row) {
    for (boolean[] each : moving) {
      if (each != null && each[row]) {
        return true;
      }
    }
    return false;
  }

  private void add(
      LogFinding.Severity severity, int joint, String seen, String means, String todo) {
    findings.accept(LogFinding.of(severity, NAME, view.joint(joint), seen, means, todo));
  }
}
