package org.workcell.sim2real.validation;

import static org.workcell.sim2real.validation.LogFinding.Severity.FATAL;
import static org.workcell.sim2real.validation.LogFinding.Severity.WARNING;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.Quantity;

/** Whether positions, velocities and commands agree in their units and signs. */
final class UnitCheck {

  private static final String NAME = "units";
  private static final double ALIKE = 0.9;
  private static final double FOLLOWS = 0.8;
  private static final double SCALE_TOLERANCE = 0.1;
  private static final double LARGEST_VOLTAGE = 1000;
  private static final String FIX =
      "Write the unit in the mapping file, and import again; look at the robot's manual.";

  private final LogView view;
  private final Consumer<LogFinding> findings;

  UnitCheck(LogView view, Consumer<LogFinding> findings) {
    this.view = view;
    this.findings = findings;
  }

  void run() {
    for (int joint = 0; joint < view.joints(); joint++) {
      if (!view.has(Quantity.POSITION, joint) || !moves(joint)) {
        continue;
      }
      if (view.has(Quantity.VELOCITY, joint)) {
        velocity(joint);
      }
      if (view.log().meta().commandKind() == CommandKind.POSITION
          && view.has(Quantity.COMMAND, joint)) {
        command(joint);
      }
    }
    voltages();
  }

  private boolean moves(int joint) {
    double[] sorted = Arrays.stream(view.column(Quantity.POSITION, joint)).sorted().toArray();
    return sorted[sorted.length - 1] > sorted[0] || Double.isNaN(sorted[sorted.length - 1]);
  }

  private void velocity(int joint) {
    Optional<Proportion> found =
        Proportion.ofDerivative(
            view.times(),
            view.column(Quantity.POSITION, joint),
            view.column(Quantity.VELOCITY, joint));
    if (found.isEmpty()) {
      return;
    }
    Proportion size = found.get();
    String seen = "Velocity is not the rate of change of position: %s.".formatted(size.text());
    boolean alike = Math.abs(size.correlation()) > ALIKE;
    if (alike && size.factor() < 0) {
      add(FATAL, joint, seen, "One of them has the wrong sign.", "Set 'sign: -1' for one of them.");
    } else if (alike && size.ratio().isPresent()) {
      add(FATAL, joint, seen, "It is in %s.".formatted(size.ratio().get()), FIX);
    } else if (alike && Math.abs(size.factor() - 1) > SCALE_TOLERANCE) {
      add(
          WARNING,
          joint,
          seen,
          "Its unit, or that of time or position, is not what the mapping file says; or the robot"
              + " smooths it.",
          FIX);
    } else if (Math.abs(size.correlation()) < FOLLOWS && isExcited(joint)) {
      add(
          WARNING,
          joint,
          seen,
          "It is another joint's, or late, or noise.",
          "Check the order of columns; without a usable velocity, remove it.");
    }
  }

  private boolean isExcited(int joint) {
    return Arrays.stream(view.speed(joint)).map(Math::abs).max().orElse(0) > 5 * LogView.REST;
  }

  private void command(int joint) {
    double[] wanted = view.onGrid(Quantity.COMMAND, joint);
    double[] measured = view.onGrid(Quantity.POSITION, joint);
    Proportion size = Proportion.of(wanted, measured);
    String seen = "Position is not about its command: %s.".formatted(size.text());
    boolean alike = Math.abs(size.correlation()) > FOLLOWS;
    if (alike && size.factor() < 0) {
      add(FATAL, joint, seen, "One of them has the wrong sign.", "Set 'sign: -1' for one of them.");
    } else if (alike && size.angleRatio().isPresent()) {
      add(FATAL, joint, seen, "It is in %s.".formatted(size.angleRatio().get()), FIX);
    } else if (alike && (size.factor() > 3 || size.factor() < 1.0 / 3)) {
      add(
          WARNING,
          joint,
          seen,
          "The drive is too weak for what it moves, so that gravity holds it back, or the units of"
              + " both differ.",
          "Look at a slow movement: does the joint arrive? If so, correct the unit in the mapping"
              + " file.");
    } else if (alike) {
      offset(joint, wanted, measured);
    }
  }

  private void offset(int joint, double[] wanted, double[] measured) {
    double shift = mean(measured) - mean(wanted);
    double[] sorted = Arrays.stream(measured).sorted().toArray();
    double range = sorted[sorted.length - 1] - sorted[0];
    if (Math.abs(shift) > Math.max(range, 0.2)) {
      add(
          WARNING,
          joint,
          String.format(
              Locale.ROOT,
              "On average, position is %.3f beside its command; it moves by %.3f in all.",
              shift,
              range),
          "Their zeros differ, or gravity holds a weak drive back.",
          "If the joint does arrive when it moves slowly, set 'offset' or 'zero' for one of them in"
              + " the mapping file.");
    }
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private void voltages() {
    for (int joint = 0; joint < view.joints(); joint++) {
      if (!view.has(Quantity.SUPPLY_VOLTAGE, joint)) {
        continue;
      }
      double highest =
          Arrays.stream(view.column(Quantity.SUPPLY_VOLTAGE, joint))
              .filter(Double::isFinite)
              .max()
              .orElse(0);
      if (highest > LARGEST_VOLTAGE) {
        add(
            FATAL,
            joint,
            String.format(Locale.ROOT, "The supply has %.0f V.", highest),
            "It is in mV.",
            FIX);
      }
    }
  }

  private void add(
      LogFinding.Severity severity, int joint, String seen, String means, String todo) {
    findings.accept(LogFinding.of(severity, NAME, view.joint(joint), seen, means, todo));
  }
}
