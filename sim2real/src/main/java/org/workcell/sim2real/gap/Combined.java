package org.workcell.sim2real.gap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotModel;

/**
 * Which numbers have one effect together, so that only their sum can be compared. Paths are brought
 * into one form: actuators by their own names, stages with hyphens. Immutable.
 */
final class Combined {

  private final RobotModel robot;

  Combined(RobotModel robot) {
    this.robot = robot;
  }

  /** A path in the form that comparisons use. */
  String standard(String path) {
    int colon = path.indexOf(':');
    int slash = path.lastIndexOf('/');
    if (colon < 0 || slash < colon || !path.startsWith("actuator:")) {
      return path;
    }
    String name = path.substring(colon + 1, slash);
    String number = path.substring(slash + 1);
    int dot = number.indexOf('.');
    Model model = robot.model();
    if (!model.has(ObjectKind.ACTUATOR, name) && robot.joints().containsKey(name)) {
      name = robot.joint(name).actuatorName();
    }
    return dot < 0
        ? "actuator:%s/%s".formatted(name, number)
        : "actuator:%s/%s.%s"
            .formatted(name, number.substring(0, dot).replace('_', '-'), number.substring(dot + 1));
  }

  /** The paths whose sum a path stands for, itself among them. */
  List<String> parts(String path) {
    String standard = standard(path);
    String number = standard.substring(standard.lastIndexOf('/') + 1);
    RobotJoint joint = joint(standard);
    if (joint == null || joint.actuator() < 0) {
      return List.of(standard);
    }
    String actuator = "actuator:%s/".formatted(joint.actuatorName());
    String ofJoint = "joint:%s/".formatted(joint.name());
    return switch (number) {
      case "kp", "servo.stiffness" -> List.of(actuator + "kp", actuator + "servo.stiffness");
      case "kv", "servo.damping", "damping", "friction.viscous_coefficient" ->
          List.of(
              actuator + "kv",
              actuator + "servo.damping",
              ofJoint + "damping",
              actuator + "friction.viscous_coefficient");
      case "frictionloss", "friction.coulomb_torque" ->
          List.of(ofJoint + "frictionloss", actuator + "friction.coulomb_torque");
      default -> List.of(standard);
    };
  }

  private RobotJoint joint(String path) {
    int colon = path.indexOf(':');
    int slash = path.lastIndexOf('/');
    if (colon < 0 || slash < colon) {
      return null;
    }
    String name = path.substring(colon + 1, slash);
    if (path.startsWith("joint:")) {
      return robot.joints().get(name);
    }
    return path.startsWith("actuator:")
        ? robot.joints().values().stream()
            .filter(joint -> joint.actuatorName().equals(name))
            .findFirst()
            .orElse(null)
        : null;
  }

  /** A robot in which numbers have values: by path, then by stage, then as the model says. */
  record Robot(
      Combined combined,
      Map<String, Double> numbers,
      List<ChainStage> chain,
      ToDoubleFunction<String> model) {

    /** The value of one path; 0 where the robot has no such thing. */
    double value(String path) {
      String number = path.substring(path.lastIndexOf('/') + 1);
      if (number.contains(".")) {
        return numbers.getOrDefault(path, inChain(path, number));
      }
      boolean replaced = (number.equals("kp") || number.equals("kv")) && hasStage(path, "servo");
      return replaced
          ? 0
          : numbers.containsKey(path) ? numbers.get(path) : model.applyAsDouble(path);
    }

    double sum(List<String> paths) {
      return paths.stream().mapToDouble(this::value).sum();
    }

    private boolean hasStage(String path, String name) {
      String actuator = path.substring(path.indexOf(':') + 1, path.lastIndexOf('/'));
      return chain.stream()
          .filter(stage -> stage.stage().replace('_', '-').equals(name))
          .flatMap(stage -> stage.actuators().keySet().stream())
          .anyMatch(each -> own(each).equals(actuator));
    }

    private String own(String name) {
      String path = combined.standard("actuator:%s/kp".formatted(name));
      return path.substring(path.indexOf(':') + 1, path.lastIndexOf('/'));
    }

    private double inChain(String path, String number) {
      String actuator = path.substring(path.indexOf(':') + 1, path.lastIndexOf('/'));
      int dot = number.indexOf('.');
      for (ChainStage stage : chain) {
        if (!stage.stage().replace('_', '-').equals(number.substring(0, dot))) {
          continue;
        }
        for (Map.Entry<String, Map<String, Double>> each : stage.actuators().entrySet()) {
          if (own(each.getKey()).equals(actuator)) {
            return each.getValue().getOrDefault(number.substring(dot + 1), 0.0);
          }
        }
      }
      return 0;
    }
  }

  /** The parameters of a file that are parts of a sum. */
  List<IdentifiedParameter> among(List<String> parts, List<IdentifiedParameter> parameters) {
    List<IdentifiedParameter> found = new ArrayList<>();
    for (IdentifiedParameter parameter : parameters) {
      if (parts.contains(standard(parameter.path()))) {
        found.add(parameter);
      }
    }
    return found;
  }
}
