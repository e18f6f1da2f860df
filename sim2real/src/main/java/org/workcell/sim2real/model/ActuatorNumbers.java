package org.workcell.sim2real.model;

import java.util.List;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;

/** The gains that the model itself gives an actuator. */
final class ActuatorNumbers {

  private final RobotModel robot;
  private final Model model;
  private final ChainLayout chain;

  ActuatorNumbers(RobotModel robot, ChainLayout chain) {
    this.robot = robot;
    this.model = robot.model();
    this.chain = chain;
  }

  /** Numbers in a row of gains or biases. */
  static int columns(Model model) {
    int actuators = model.count(ObjectKind.ACTUATOR);
    return actuators == 0 ? 0 : model.constants("actuator_gainprm").length / actuators;
  }

  Target resolve(String path, int actuator, String number) {
    RobotJoint joint = Actuators.joint(robot, actuator);
    if (number.equals("force_limit")) {
      return forceLimit(path, actuator, joint);
    }
    if (chain.makesTorque(actuator)) {
      throw new IllegalArgumentException(
          "%s has no effect, because stages of the actuator chain take the place of the model's gains; use actuator:%s/servo.stiffness or servo.damping"
              .formatted(path, joint.actuatorName()));
    }
    return switch (joint.drive()) {
      case POSITION_SERVO -> positionServo(path, actuator, joint, number);
      case VELOCITY_SERVO -> velocityServo(path, actuator, joint, number);
      case MOTOR -> motor(path, actuator, number);
      default ->
          throw new IllegalArgumentException(
              "actuator '%s' has no gains that can be changed; only position servos, velocity servos and motors have"
                  .formatted(joint.actuatorName()));
    };
  }

  private Target positionServo(String path, int actuator, RobotJoint joint, String number) {
    int row = columns(model) * actuator;
    double torque = Actuators.torqueScale(robot, joint);
    return switch (number) {
      case "kp" ->
          Target.of(
              bounded(path, "N m/rad", model.get(ModelField.ACTUATOR_GAINPRM, row), torque),
              (application, value) -> {
                application.edits.set(ModelField.ACTUATOR_GAINPRM, row, value);
                application.edits.set(ModelField.ACTUATOR_BIASPRM, row + 1, -value);
              });
      case "kv" -> damping(path, row, torque);
      default -> throw ParameterPaths.unknown(path, number, List.of("kp", "kv", "force_limit"));
    };
  }

  private Target velocityServo(String path, int actuator, RobotJoint joint, String number) {
    if (!number.equals("kv")) {
      throw ParameterPaths.unknown(path, number, List.of("kv", "force_limit"));
    }
    int row = columns(model) * actuator;
    double nominal = model.get(ModelField.ACTUATOR_GAINPRM, row);
    return Target.of(
        bounded(path, "N m s/rad", nominal, Actuators.torqueScale(robot, joint)),
        (application, value) -> {
          application.edits.set(ModelField.ACTUATOR_GAINPRM, row, value);
          application.edits.set(ModelField.ACTUATOR_BIASPRM, row + 2, -value);
        });
  }

  private Target motor(String path, int actuator, String number) {
    if (!number.equals("gain")) {
      throw ParameterPaths.unknown(
          path, number, List.of("gain", "force_limit", "torque_per_current"));
    }
    int row = columns(model) * actuator;
    double nominal = model.get(ModelField.ACTUATOR_GAINPRM, row);
    return Target.of(
        bounded(path, "1", nominal, 0.1),
        (application, value) -> application.edits.set(ModelField.ACTUATOR_GAINPRM, row, value));
  }

  private Target damping(String path, int row, double torque) {
    double nominal = 0 - model.get(ModelField.ACTUATOR_BIASPRM, row + 2);
    return Target.of(
        bounded(path, "N m s/rad", nominal, torque),
        (application, value) ->
            application.edits.set(ModelField.ACTUATOR_BIASPRM, row + 2, 0 - value));
  }

  private Target forceLimit(String path, int actuator, RobotJoint joint) {
    if (model.structure("actuator_forcelimited")[actuator] == 0) {
      throw new IllegalArgumentException(
          "actuator '%s' has no force limit to change; give it a forcerange in the model, or use a stage torque-speed-limit"
              .formatted(joint.actuatorName()));
    }
    double nominal = model.get(ModelField.ACTUATOR_FORCERANGE, 2 * actuator + 1);
    return Target.of(
        new RobotParameter(path, joint.slides() ? "N" : "N m", nominal, 0, 5 * nominal),
        (application, value) -> {
          application.edits.set(ModelField.ACTUATOR_FORCERANGE, 2 * actuator, -value);
          application.edits.set(ModelField.ACTUATOR_FORCERANGE, 2 * actuator + 1, value);
        });
  }

  private static RobotParameter bounded(String path, String unit, double nominal, double scale) {
    return new RobotParameter(path, unit, nominal, 0, Math.max(10 * nominal, scale));
  }
}
