package org.workcell.tasks.arm.robot;

import java.util.List;
import java.util.Map;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;

/** Finds the position servos of a robot's joints, or adds those that its map describes. */
final class JointServos {

  private static final int JOINT_TRANSMISSION = 0;

  /**
   * The servo of a joint.
   *
   * @param actuator its name
   * @param low least target that it takes
   * @param high largest target that it takes
   * @param lagSeconds damping of servo and joint over stiffness
   * @param mjcf the element that adds it to a scene; null where the model has it
   */
  record Servo(String actuator, double low, double high, double lagSeconds, String mjcf) {}

  private final String label;
  private final RobotMap map;
  private final Model model;

  JointServos(String label, RobotMap map, Model model) {
    this.label = label;
    this.map = map;
    this.model = model;
    if (model.count(ObjectKind.ACTUATOR) != model.controlCount()) {
      throw new BadInputException(
          "robot '%s' has actuators with more or less than one control; give one whose actuators have one each"
              .formatted(label));
    }
  }

  /** Whether servos of the map take the place of the model's actuators. */
  boolean replace() {
    return map.servos() != null && map.servos().replace();
  }

  /** The servo of a joint. */
  Servo of(String joint) {
    List<String> actuators = replace() ? List.of() : actuatorsOf(joint);
    if (actuators.size() > 1) {
      throw refused(joint, "has several actuators, %s".formatted(actuators));
    }
    return actuators.isEmpty() ? added(joint) : ofModel(joint, actuators.get(0));
  }

  private List<String> actuatorsOf(String joint) {
    int wanted = model.index(ObjectKind.JOINT, joint);
    List<String> names = model.names(ObjectKind.ACTUATOR);
    int[] kinds = model.structure("actuator_trntype");
    int[] targets = model.structure("actuator_trnid");
    return names.stream()
        .filter(
            name -> {
              int i = names.indexOf(name);
              return kinds[i] == JOINT_TRANSMISSION && targets[2 * i] == wanted;
            })
        .toList();
  }

  private Servo ofModel(String joint, String actuator) {
    int index = model.index(ObjectKind.ACTUATOR, actuator);
    double gain = parameter(ModelField.ACTUATOR_GAINPRM, index, 0);
    double position = parameter(ModelField.ACTUATOR_BIASPRM, index, 1);
    double velocity = parameter(ModelField.ACTUATOR_BIASPRM, index, 2);
    boolean plain = model.structure("actuator_dyntype")[index] == 0;
    if (!plain
        || !(gain > 0)
        || position != -gain
        || model.constants("actuator_gear")[6 * index] != 1) {
      throw refused(joint, "has actuator '%s', which is no position servo".formatted(actuator));
    }
    boolean limited = model.structure("actuator_ctrllimited")[index] != 0;
    double[] range = model.constants("actuator_ctrlrange");
    return new Servo(
        actuator,
        limited ? range[2 * index] : Double.NEGATIVE_INFINITY,
        limited ? range[2 * index + 1] : Double.POSITIVE_INFINITY,
        (damping(joint) - velocity) / gain,
        null);
  }

  private double parameter(ModelField field, int actuator, int column) {
    double[] values = model.values(field);
    return values[actuator * (values.length / model.controlCount()) + column];
  }

  private double damping(String joint) {
    return model.values(ModelField.DOF_DAMPING)[model.velocityAddress(joint)];
  }

  private Servo added(String joint) {
    RobotMap.Servos servos = map.servos();
    double stiffness = value(servos == null ? null : servos.stiffness(), joint, Double.NaN);
    if (Double.isNaN(stiffness)) {
      throw refused(joint, "has no position servo");
    }
    double damping = value(servos.damping(), joint, 0);
    double limit = value(servos.limit(), joint, Double.POSITIVE_INFINITY);
    if (!(stiffness > 0) || !(damping >= 0) || !(limit > 0)) {
      throw refused(
          joint,
          "has a servo of stiffness %s, damping %s and limit %s, which cannot be"
              .formatted(stiffness, damping, limit));
    }
    String name = "servo_" + joint;
    String force = Double.isInfinite(limit) ? "" : " forcerange=\"%s %s\"".formatted(-limit, limit);
    String mjcf =
        "<position name=\"%s\" joint=\"%s\" kp=\"%s\" kv=\"%s\"%s/>"
            .formatted(
                ModelText.escaped(ArmRobot.PREFIX + name),
                ModelText.escaped(ArmRobot.PREFIX + joint),
                stiffness,
                damping,
                force);
    return new Servo(
        name,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        (damping(joint) + damping) / stiffness,
        mjcf);
  }

  private static double value(Map<String, Double> values, String joint, double standard) {
    return values == null ? standard : values.getOrDefault(joint, standard);
  }

  private BadInputException refused(String joint, String reason) {
    return new BadInputException(
        "robot '%s': joint '%s' %s; give servos: {stiffness: {%s: N m/rad}} in its map, with 'replace: true' where the model has other actuators"
            .formatted(label, joint, reason, joint));
  }
}
