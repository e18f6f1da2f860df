package org.workcell.sim2real.validation;

import static org.workcell.sim2real.validation.LogFinding.Severity.FATAL;
import static org.workcell.sim2real.validation.LogFinding.Severity.NOTE;
import static org.workcell.sim2real.validation.LogFinding.Severity.WARNING;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.Quantity;

/** Positions, speeds, commands and torques against the limits of a model. */
final class LimitCheck {

  private static final String NAME = "limits";
  private static final double MARGIN = 0.02;
  private static final double SPEED_MARGIN = 0.1;
  private static final double FAR_BEYOND = 3;
  private static final double MANY_TURNS = 4 * Math.PI;
  private static final double DEG = Math.PI / 180;
  private static final String UNITS = "Write the right unit in the mapping file, and import again.";

  private final LogView view;
  private final Optional<ModelFacts> model;
  private final Consumer<LogFinding> findings;

  LimitCheck(LogView view, Optional<ModelFacts> model, Consumer<LogFinding> findings) {
    this.view = view;
    this.model = model;
    this.findings = findings;
  }

  void run() {
    model.ifPresent(this::requireJoints);
    for (int joint = 0; joint < view.joints(); joint++) {
      Optional<ModelFacts.Joint> facts = model.flatMap(joints(joint));
      if (view.has(Quantity.POSITION, joint)) {
        position(joint, facts);
      }
      if (facts.isPresent()) {
        speed(joint, facts.get());
        command(joint, facts.get());
        effort(joint, facts.get());
      }
    }
  }

  private java.util.function.Function<ModelFacts, Optional<ModelFacts.Joint>> joints(int joint) {
    return facts -> facts.joint(view.joint(joint));
  }

  private void requireJoints(ModelFacts facts) {
    List<String> unknown = new ArrayList<>();
    for (String name : view.log().meta().jointNames()) {
      if (facts.joint(name).isEmpty()) {
        unknown.add(name);
      }
    }
    if (!unknown.isEmpty()) {
      findings.accept(
          LogFinding.of(
              FATAL,
              "joints",
              "",
              "Model %s has no joints %s.".formatted(facts.name(), String.join(", ", unknown)),
              "The log cannot be replayed on it.",
              "Write names of the model under 'joints' of the mapping file; it has %s."
                  .formatted(String.join(", ", facts.names()))));
    }
  }

  private double[] range(Quantity quantity, int joint) {
    double[] sorted =
        Arrays.stream(view.column(quantity, joint)).filter(Double::isFinite).sorted().toArray();
    return new double[] {sorted[0], sorted[sorted.length - 1]};
  }

  private void position(int joint, Optional<ModelFacts.Joint> facts) {
    double[] range = range(Quantity.POSITION, joint);
    if (facts.isPresent() && Double.isFinite(facts.get().low())) {
      against(joint, range, facts.get());
    } else if (Math.max(-range[0], range[1]) > MANY_TURNS
        && facts.map(each -> !each.slides()).orElse(true)) {
      add(
          WARNING,
          joint,
          String.format(
              Locale.ROOT,
              "Positions are %.1f to %.1f rad, more than two turns from 0.",
              range[0],
              range[1]),
          "They may be in deg, percent or ticks.",
          "See what the robot logs; if the joint turns on and on, all is well.");
    }
  }

  private void against(int joint, double[] range, ModelFacts.Joint facts) {
    double length = facts.high() - facts.low();
    double beyond = Math.max(facts.low() - range[0], range[1] - facts.high());
    if (beyond <= MARGIN * length) {
      return;
    }
    String seen =
        String.format(
            Locale.ROOT,
            "Positions are %.3f to %.3f; the model allows %.3f to %.3f.",
            range[0],
            range[1],
            facts.low(),
            facts.high());
    explain(joint, range, facts, seen);
  }

  private void explain(int joint, double[] range, ModelFacts.Joint facts, String seen) {
    double length = facts.high() - facts.low();
    double beyond = Math.max(facts.low() - range[0], range[1] - facts.high());
    boolean inDegrees =
        !facts.slides()
            && Math.max(-range[0], range[1]) > FAR_BEYOND * Math.max(-facts.low(), facts.high())
            && fits(range, DEG, 0, facts);
    boolean inMillimetres = facts.slides() && beyond > length && fits(range, 1e-3, 0, facts);
    double centre = (facts.low() + facts.high() - range[0] - range[1]) / 2;
    if (inDegrees || inMillimetres) {
      double factor = inDegrees ? DEG : 1e-3;
      add(
          FATAL,
          joint,
          seen,
          String.format(
              Locale.ROOT,
              "They are in %s: %.3f to %.3f would be within the limits.",
              inDegrees ? "deg" : "mm",
              factor * range[0],
              factor * range[1]),
          UNITS);
    } else if (beyond > FAR_BEYOND * length) {
      add(FATAL, joint, seen, "They are in another unit, such as percent or ticks.", UNITS);
    } else {
      add(
          WARNING,
          joint,
          seen,
          fits(range, 1, centre, facts)
              ? "The zero or the sign of the joint differs between robot and model, or the model's"
                  + " limits are not the robot's."
              : "The model's limits are not the robot's.",
          "Compare a known pose; set 'offset' or 'sign', or correct the model.");
    }
  }

  private static boolean fits(double[] range, double factor, double shift, ModelFacts.Joint facts) {
    double margin = 0.1 * (facts.high() - facts.low());
    return factor * range[0] + shift >= facts.low() - margin
        && factor * range[1] + shift <= facts.high() + margin;
  }

  private void speed(int joint, ModelFacts.Joint facts) {
    if (Double.isNaN(facts.velocity())
        || !view.hasMotion()
        || !view.has(Quantity.POSITION, joint)) {
      return;
    }
    double top = Arrays.stream(view.speed(joint)).map(Math::abs).max().orElse(0);
    if (top > (1 + SPEED_MARGIN) * facts.velocity()) {
      add(
          WARNING,
          joint,
          String.format(
              Locale.ROOT,
              "The joint is as fast as %.2f per s; the model allows %.2f.",
              top,
              facts.velocity()),
          "Positions or times are in another unit, or the model's limit is not the robot's.",
          "Compare the limit with the robot's data sheet, and the units with what the robot logs.");
    }
  }

  private void command(int joint, ModelFacts.Joint facts) {
    if (view.log().meta().commandKind() != CommandKind.POSITION
        || !view.has(Quantity.COMMAND, joint)
        || Double.isNaN(facts.low())) {
      return;
    }
    double margin = MARGIN * (facts.high() - facts.low());
    double[] column = view.column(Quantity.COMMAND, joint);
    long beyond =
        Arrays.stream(column)
            .filter(each -> each < facts.low() - margin || each > facts.high() + margin)
            .count();
    if (beyond > 0) {
      add(
          NOTE,
          joint,
          String.format(
              Locale.ROOT,
              "The command is beyond the model's limits in %.1f %% of the rows.",
              100.0 * beyond / column.length),
          "The robot stops at its limits; there, position says nothing of the drive.",
          "Stay clear of the limits when data for identification are recorded.");
    }
  }

  private void effort(int joint, ModelFacts.Joint facts) {
    for (Quantity quantity : List.of(Quantity.TORQUE, Quantity.PLANNED_TORQUE)) {
      if (Double.isNaN(facts.effort()) || !view.has(quantity, joint)) {
        continue;
      }
      double[] range = range(quantity, joint);
      double largest = Math.max(-range[0], range[1]);
      if (largest > FAR_BEYOND * facts.effort()) {
        boolean milli = largest / 1000 <= facts.effort();
        add(
            milli ? FATAL : WARNING,
            joint,
            String.format(
                Locale.ROOT,
                "%s reaches %.1f; the model's drive has at most %.1f.",
                quantity.column(),
                largest,
                facts.effort()),
            milli
                ? "It is in mN m, or at the motor before the gear."
                : "It is before the gear, in another unit, or the model's limit is wrong.",
            UNITS);
      }
    }
  }

  private void add(
      LogFinding.Severity severity, int joint, String seen, String means, String todo) {
    findings.accept(LogFinding.of(severity, NAME, view.joint(joint), seen, means, todo));
  }
}
