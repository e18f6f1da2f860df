package org.workcell.sim2real.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.workcell.sim.control.ActuatorChain;
import org.workcell.sim.physics.DriveNames;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim2real.model.RobotSimulation;

/** The actuators of a model's text, and how much of a chain they can say. */
final class ServoElements {

  private static final String SERVO = "servo";
  private static final String DELAY = "delay";
  private static final double ROUNDING = 1e-9;

  private final MjcfText text;
  private final Model model;
  private final ActuatorChain chain;
  private final Set<Integer> replaced = new TreeSet<>();

  ServoElements(MjcfText text, Model model, ActuatorChain chain) {
    this.text = text;
    this.model = model;
    this.chain = chain;
  }

  ActuatorChain chain() {
    return chain;
  }

  boolean isReplaced(int actuator) {
    return replaced.contains(actuator);
  }

  /** An actuator by its own name, or by the name of the joint that it moves. */
  Optional<MjcfText.Element> element(String name) {
    int actuator = DriveNames.actuator(model, name);
    String own = model.names(ObjectKind.ACTUATOR).get(actuator);
    List<MjcfText.Element> all =
        text.find(each -> each.parent != null && each.parent.tag.equals("actuator"));
    return all.stream()
        .filter(each -> text.attribute(each, "name").equals(own))
        .findFirst()
        .or(
            () ->
                all.stream()
                    .filter(each -> text.attribute(each, "joint").equals(name))
                    .findFirst());
  }

  boolean findsEverything() {
    for (ActuatorChain.Stage stage : chain.stages()) {
      for (String actuator : stage.actuators().keySet()) {
        boolean said = stage.stage().equals(SERVO) || stage.stage().equals(DELAY);
        if (said && element(actuator).isEmpty()) {
          return false;
        }
      }
    }
    return true;
  }

  /** Gives a servo of the model other gains; all that the simulation has of it is written. */
  void write(MjcfText.Element element, String name, String number, RobotSimulation wanted) {
    int actuator = DriveNames.actuator(model, name);
    int row = DriveNames.gainColumns(model) * actuator;
    double gain = wanted.get(ModelField.ACTUATOR_GAINPRM, row);
    if (number.equals("force_limit")) {
      double limit = wanted.get(ModelField.ACTUATOR_FORCERANGE, 2 * actuator + 1);
      text.set(element, "forcerange", -limit + " " + limit);
      text.set(element, "forcelimited", "true");
      return;
    }
    boolean ofPosition = element.tag.equals("position") || element.tag.equals("intvelocity");
    if (ofPosition && number.equals("kp")) {
      text.set(element, "kp", MjcfWriter.number(gain));
    } else if (ofPosition || element.tag.equals("velocity")) {
      double kv = 0 - wanted.get(ModelField.ACTUATOR_BIASPRM, row + 2);
      text.set(element, "kv", MjcfWriter.number(kv));
      text.remove(element, "dampratio");
    } else {
      throw new IllegalArgumentException(
          "actuator '%s' is a <%s>; only gains of <position> and <velocity> can be written"
              .formatted(name, element.tag));
    }
  }

  /** Whether a stage has the value without being told. */
  static boolean isDefault(String stage, String parameter, double value) {
    ActuatorChain plain =
        ActuatorChain.of(List.of(new ActuatorChain.Stage(stage, Map.of("a", Map.of()))));
    return plain.value(stage, "a", parameter) == value;
  }

  /** Why MJCF does not say what a stage does; empty where it does. */
  Optional<String> reasonAgainst(String stage, String actuator) {
    if (stage.equals(DELAY)) {
      return reasonAgainstDelay(actuator);
    }
    if (!stage.equals(SERVO)) {
      return Optional.of("MJCF has no actuator stage like this");
    }
    List<String> reasons = new ArrayList<>();
    for (ActuatorChain.Stage each : chain.stages()) {
      boolean other = !each.stage().equals(SERVO) && each.actuators().containsKey(actuator);
      if (other
          && (each.stage().equals("dc-motor")
              || each.stage().equals("torque-speed-limit")
              || each.stage().equals("dead-band"))) {
        reasons.add("stage " + each.stage() + " acts on it");
      }
    }
    if (chain.value(SERVO, actuator, "integral_gain") != 0) {
      reasons.add("it integrates");
    }
    if (chain.value(SERVO, actuator, "position_offset") != 0) {
      reasons.add("it has an offset");
    }
    if (chain.value(SERVO, actuator, "stiffness") <= 0) {
      reasons.add("it has no stiffness");
    }
    if (chain.value(SERVO, actuator, "damping") != 0 && !DriveNames.usesEuler(model)) {
      reasons.add("the engine would damp implicitly");
    }
    if (element(actuator).map(each -> !each.tag.equals("position")).orElse(true)) {
      reasons.add("the model's actuator is not a <position>");
    }
    return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", reasons));
  }

  private Optional<String> reasonAgainstDelay(String actuator) {
    for (ActuatorChain.Stage each : chain.stages()) {
      if (each.actuators().containsKey(actuator)) {
        boolean first = each.stage().equals(DELAY);
        return first && element(actuator).isPresent()
            ? Optional.empty()
            : Optional.of("the engine's delay would be in front of other stages");
      }
    }
    throw new IllegalArgumentException("actuator '%s' has no stage".formatted(actuator));
  }

  /** Lets the model's own actuator do what a stage does. */
  void replace(String stage, String actuator) {
    if (stage.equals(DELAY)) {
      replaceDelay(actuator);
    } else {
      replaceServo(actuator);
    }
  }

  private void replaceDelay(String actuator) {
    double seconds = chain.value(DELAY, actuator, "delay_seconds");
    if (seconds > 0) {
      MjcfText.Element element = element(actuator).orElseThrow();
      int samples = (int) Math.ceil(seconds / model.timestepSeconds() - ROUNDING) + 1;
      text.set(element, "delay", MjcfWriter.number(seconds));
      text.set(element, "nsample", String.valueOf(samples));
      text.set(element, "interp", "linear");
    }
  }

  private void replaceServo(String actuator) {
    MjcfText.Element element = element(actuator).orElseThrow();
    int index = DriveNames.actuator(model, actuator);
    replaced.add(index);
    text.set(element, "kp", MjcfWriter.number(chain.value(SERVO, actuator, "stiffness")));
    text.set(element, "kv", MjcfWriter.number(chain.value(SERVO, actuator, "damping")));
    text.remove(element, "dampratio");
    text.remove(element, "inheritrange");
    // The chain's servo takes any target.
    text.set(element, "ctrllimited", "false");
    double limit = chain.value(SERVO, actuator, "output_limit");
    if (Double.isFinite(limit)) {
      boolean limited = model.structure("actuator_forcelimited")[index] != 0;
      double low = limited ? model.get(ModelField.ACTUATOR_FORCERANGE, 2 * index) : -limit;
      double high = limited ? model.get(ModelField.ACTUATOR_FORCERANGE, 2 * index + 1) : limit;
      text.set(element, "forcerange", Math.max(low, -limit) + " " + Math.min(high, limit));
      text.set(element, "forcelimited", "true");
    }
  }
}
