package org.workcell.sim2real.inverse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim2real.model.CurrentGains;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotModel;

/**
 * Motor currents or torques that an identified robot needs for a logged motion: what can be
 * compared where a log has no commands to replay.
 *
 * @param log the prepared log, with times and measured efforts
 * @param effort predicted, A or N m, [joint][row], filtered as those of the log
 * @param relativeError per joint, over rows in motion
 * @param torquePerEffort N m per unit of effort, per joint; 1 for torques
 */
public record InversePrediction(
    EffortLog log, double[][] effort, double[] relativeError, double[] torquePerEffort) {

  /**
   * Predicts.
   *
   * @param robot the model that the parameters were found for
   * @param parameters a file with method {@code inverse}
   * @param log with positions and currents or torques
   */
  public static InversePrediction of(RobotModel robot, ParameterFile parameters, RobotLog log) {
    List<RobotJoint> joints = robot.joints(log.meta());
    InertialBodies bodies = new InertialBodies(robot);
    EffortLog effort = EffortLog.of(log);
    InverseModel model = model(parameters, joints, bodies, effort.currents());
    return predict(robot, joints, bodies, effort, model);
  }

  /**
   * Predicts with the nominal model: its own inertias and armatures, gains of the file, no
   * friction.
   *
   * @param robot the nominal model
   * @param parameters a file with method {@code inverse}
   * @param log with positions and currents or torques
   */
  public static InversePrediction nominal(
      RobotModel robot, ParameterFile parameters, RobotLog log) {
    List<RobotJoint> joints = robot.joints(log.meta());
    InertialBodies bodies = new InertialBodies(robot);
    EffortLog effort = EffortLog.of(log);
    double[] gains = model(parameters, joints, bodies, effort.currents()).gains();
    return predict(robot, joints, bodies, effort, frictionless(robot, joints, bodies, gains));
  }

  /**
   * Predicts with the nominal model: its own inertias, armatures and gains, no friction.
   *
   * @param robot the nominal model
   * @param log with positions and torques, or currents for which the model's text {@link
   *     CurrentGains#TEXT} has gains
   */
  public static InversePrediction nominal(RobotModel robot, RobotLog log) {
    List<RobotJoint> joints = robot.joints(log.meta());
    InertialBodies bodies = new InertialBodies(robot);
    EffortLog effort = EffortLog.of(log);
    Map<String, Double> known = CurrentGains.of(robot);
    double[] gains = new double[joints.size()];
    for (int j = 0; j < gains.length; j++) {
      String name = joints.get(j).name();
      gains[j] = effort.currents() ? required(known, name) : 1;
    }
    return predict(robot, joints, bodies, effort, frictionless(robot, joints, bodies, gains));
  }

  private static InverseModel frictionless(
      RobotModel robot, List<RobotJoint> joints, InertialBodies bodies, double[] gains) {
    FrictionShape friction = new FrictionShape(FrictionShape.Family.M1, 1, 1);
    double[][] numbers = new double[joints.size()][1 + friction.coefficients().size()];
    for (int j = 0; j < numbers.length; j++) {
      numbers[j][0] = robot.model().get(ModelField.DOF_ARMATURE, joints.get(j).velocityAddress());
    }
    return new InverseModel(bodies.nominal(), friction, gains, numbers);
  }

  private static InversePrediction predict(
      RobotModel robot,
      List<RobotJoint> joints,
      InertialBodies bodies,
      EffortLog log,
      InverseModel model) {
    double[][] predicted = model.predict(Regressor.of(robot, joints, bodies, log));
    return new InversePrediction(log, predicted, log.relativeError(predicted), model.gains());
  }

  static InverseModel model(
      ParameterFile file, List<RobotJoint> joints, InertialBodies bodies, boolean currents) {
    if (!file.method().equals("inverse")) {
      throw new BadInputException(
          "these parameters were found by method %s; expected inverse".formatted(file.method()));
    }
    Map<String, Double> values = new HashMap<>();
    for (IdentifiedParameter parameter : file.parameters()) {
      values.put(parameter.path(), parameter.value());
    }
    double[] shape = bodies.nominal();
    for (int i = 0; i < shape.length; i++) {
      int number = i % InertialBodies.PER_BODY;
      String path =
          "body:%s/%s"
              .formatted(
                  bodies.names().get(i / InertialBodies.PER_BODY),
                  InertialBodies.NUMBERS.get(number));
      double value = required(values, path);
      shape[i] = number == 0 ? Math.log(value) : value;
    }
    FrictionShape friction =
        new FrictionShape(
            FrictionShape.Family.valueOf(file.family()),
            required(file.fit(), InverseParameters.DISTANCE),
            required(file.fit(), "stribeck_velocity"));
    double[] gains = new double[joints.size()];
    double[][] numbers = new double[joints.size()][];
    for (int j = 0; j < gains.length; j++) {
      RobotJoint joint = joints.get(j);
      String drive = joint.actuatorName().isEmpty() ? joint.name() : joint.actuatorName();
      gains[j] = currents ? required(values, "actuator:%s/torque_per_current".formatted(drive)) : 1;
      numbers[j] = numbers(values, joint.name(), drive, friction);
    }
    return new InverseModel(shape, friction, gains, numbers);
  }

  private static double[] numbers(
      Map<String, Double> values, String joint, String drive, FrictionShape friction) {
    String path = "actuator:%s/friction.".formatted(drive);
    double coulomb = required(values, path + "coulomb_torque");
    List<Double> all = new ArrayList<>();
    all.add(required(values, "joint:%s/armature".formatted(joint)));
    all.add(coulomb);
    all.add(required(values, path + "viscous_coefficient"));
    if (friction.family().stribeck) {
      all.add(coulomb + required(values, path + "stribeck_torque"));
    }
    if (friction.family().load) {
      all.add(2 * required(values, path + "motor_load_share"));
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double required(Map<String, Double> values, String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new BadInputException(
          "model or parameters have no %s, which inverse dynamics need; name it, or identify again"
              .formatted(name));
    }
    return value;
  }
}
