package org.workcell.tasks.arm.robot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Begins the names of servos that are added. */
  static final String NAME = "servo_";

  /**
   * Gains of a servo.
   *
   * @param stiffness N m/rad or N/m
   * @param damping N m s/rad or N s/m
   * @param limit largest torque or force, N m or N
   */
  record Gains(double stiffness, double damping, double limit) {

    /** What a map says of a joint, if anything. */
    static Optional<Gains> of(RobotMap.Servos servos, String joint) {
      double stiffness = value(servos == null ? null : servos.stiffness(), joint, Double.NaN);
      return Double.isNaN(stiffness)
          ? Optional.empty()
          : Optional.of(
              new Gains(
                  stiffness,
                  value(servos.damping(), joint, 0),
                  value(servos.limit(), joint, Double.POSITIVE_INFINITY)));
    }

    /** Whether a servo may have them. */
    boolean possible() {
      return stiffness > 0 && damping >= 0 && limit > 0;
    }

    @Override
    public String toString() {
      return "stiffness %s, damping %s and limit %s".formatted(stiffness, damping, limit);
    }
  }

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
    Gains gains =
        Gains.of(map.servos(), joint).orElseThrow(() -> refused(joint, "has no position servo"));
    if (!gains.possible()) {
      throw refused(joint, "has a servo of %s, which cannot be".formatted(gains));
    }
    String name = NAME + joint;
    double limit = gains.limit();
    String force = Double.isInfinite(limit) ? "" : " forcerange=\"%s %s\"".formatted(-limit, limit);
    String mjcf =
        "<position name=\"%s\" joint=\"%s\" kp=\"%s\" kv=\"%s\"%s/>"
            .formatted(
                ModelText.escaped(ArmRobot.PREFIX + name),
                ModelText.escaped(ArmRobot.PREFIX + joint),
                gains.stiffness(),
                gains.damping(),
                force);
    return new Servo(
        name,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        (damping(joint) + gains.damping()) / gains.stiffness(),
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
