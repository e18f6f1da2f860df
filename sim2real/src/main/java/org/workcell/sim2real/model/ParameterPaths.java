package org.workcell.sim2real.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;

/** Finds the places in a model that paths name. */
final class ParameterPaths {

  private static final List<String> BODY_NUMBERS =
      List.of(
          "mass",
          "com_x",
          "com_y",
          "com_z",
          "inertia_xx",
          "inertia_yy",
          "inertia_zz",
          "inertia_xy",
          "inertia_xz",
          "inertia_yz",
          "log_cholesky_d1",
          "log_cholesky_d2",
          "log_cholesky_d3",
          "log_cholesky_s12",
          "log_cholesky_s13",
          "log_cholesky_s23");

  private static final Map<String, ModelField> JOINT_FIELDS =
      Map.of(
          "damping", ModelField.DOF_DAMPING,
          "armature", ModelField.DOF_ARMATURE,
          "frictionloss", ModelField.DOF_FRICTIONLOSS,
          "stiffness", ModelField.JNT_STIFFNESS);

  private static final List<String> GEOM_NUMBERS =
      List.of(
          "friction",
          "torsional_friction",
          "rolling_friction",
          "contact_time_constant",
          "contact_damping_ratio");

  /** Of actuators, whatever their chain. */
  private static final List<String> MODEL_NUMBERS = List.of("force_limit", "torque_per_current");

  private static final double CENTRE_RANGE_METRES = 0.1;

  private final RobotModel robot;
  private final Model model;
  private final ChainLayout chain;
  private final List<Integer> bodies = new ArrayList<>();
  private final List<List<Integer>> bodyNumbers = new ArrayList<>();

  ParameterPaths(RobotModel robot, ChainLayout chain) {
    this.robot = robot;
    this.model = robot.model();
    this.chain = chain;
  }

  /** Bodies whose inertia some path names, in the order in which targets refer to them. */
  List<Integer> bodies() {
    return bodies;
  }

  /** Which numbers of each of these bodies are named. */
  List<List<Integer>> bodyNumbers() {
    return bodyNumbers;
  }

  /**
   * The place that a path names.
   *
   * @throws IllegalArgumentException saying which part of the path names nothing, and what exists
   */
  Target resolve(String path) {
    int colon = path.indexOf(':');
    int slash = path.lastIndexOf('/');
    if (colon < 1 || slash < colon + 2 || slash == path.length() - 1) {
      throw new IllegalArgumentException(
          "'%s' is no path of a parameter; expected KIND:NAME/NUMBER, for example joint:elbow/damping"
              .formatted(path));
    }
    String name = path.substring(colon + 1, slash);
    String number = path.substring(slash + 1);
    return switch (path.substring(0, colon)) {
      case "body" -> body(path, name, number);
      case "joint" -> joint(path, name, number);
      case "geom" -> geom(path, name, number);
      case "actuator" ->
          number.contains(".") ? stage(path, name, number) : actuator(path, name, number);
      case "site" -> site(path, name, number);
      case "sensor" -> sensor(path, name, number);
      default ->
          throw new IllegalArgumentException(
              "'%s' is no path of a parameter; it begins with body:, joint:, geom:, site:, actuator: or sensor:"
                  .formatted(path));
    };
  }

  /**
   * Whether a number of a drive acts with this chain: one of a stage where the chain has that
   * stage, one of the model's gains where no stage takes their place. Other paths do.
   *
   * @throws IllegalArgumentException if there is no such actuator, stage or parameter at all
   */
  boolean hasEffect(String path) {
    int slash = path.lastIndexOf('/');
    String number = path.substring(slash + 1);
    boolean ofActuator = path.startsWith("actuator:") && slash > 0;
    if (!ofActuator || MODEL_NUMBERS.contains(number)) {
      return true;
    }
    int actuator = Actuators.index(robot, path.substring("actuator:".length(), slash));
    int dot = number.lastIndexOf('.');
    if (dot < 0) {
      return !chain.makesTorque(actuator);
    }
    ChainLayout.requireStage(number.substring(0, dot), number.substring(dot + 1));
    return chain.find(number.substring(0, dot), actuator) >= 0;
  }

  private Target body(String path, String name, String number) {
    int body = model.body(name);
    int place = number(path, BODY_NUMBERS, number);
    double mass = model.get(ModelField.BODY_MASS, body);
    if (!(mass > 0)) {
      throw new IllegalArgumentException(
          "body '%s' of %s has no mass, so %s cannot be changed"
              .formatted(name, model.name(), path));
    }
    int index = bodies.indexOf(body);
    if (index < 0) {
      index = bodies.size();
      bodies.add(body);
      bodyNumbers.add(new ArrayList<>());
    }
    bodyNumbers.get(index).add(place);
    BodyInertia inertia = new BodyInertia(model, body, null);
    inertia.use(place);
    double nominal = inertia.nominal(place);
    double largest =
        Math.max(
            inertia.nominal(BodyInertia.INERTIA),
            Math.max(
                inertia.nominal(BodyInertia.INERTIA + 1),
                inertia.nominal(BodyInertia.INERTIA + 2)));
    int at = index;
    return Target.of(
        bodyParameter(path, place, nominal, largest),
        (application, value) -> application.bodies[at].set(place, value));
  }

  private static RobotParameter bodyParameter(
      String path, int place, double nominal, double largest) {
    if (place == 0) {
      return new RobotParameter(path, "kg", nominal, 0.1 * nominal, 5 * nominal);
    }
    if (place < BodyInertia.INERTIA) {
      return new RobotParameter(
          path, "m", nominal, nominal - CENTRE_RANGE_METRES, nominal + CENTRE_RANGE_METRES);
    }
    if (place < BodyInertia.INERTIA + 3) {
      return new RobotParameter(path, "kg m^2", nominal, 0.02 * nominal, 10 * nominal);
    }
    if (place < BodyInertia.SHAPE) {
      return new RobotParameter(path, "kg m^2", nominal, nominal - largest, nominal + largest);
    }
    boolean logarithm = place < BodyInertia.SHAPE + 3;
    double range = logarithm ? 2 : CENTRE_RANGE_METRES;
    return new RobotParameter(
        path, logarithm ? "log m" : "m", nominal, nominal - range, nominal + range);
  }

  private Target joint(String path, String name, String number) {
    RobotJoint joint = robot.joint(name);
    ModelField field = JOINT_FIELDS.get(number);
    if (field == null) {
      throw unknown(path, number, JOINT_FIELDS.keySet().stream().sorted().toList());
    }
    boolean ofDegree = field != ModelField.JNT_STIFFNESS;
    int index = ofDegree ? joint.velocityAddress() : model.index(ObjectKind.JOINT, joint.name());
    double nominal = model.get(field, index);
    double torque = Actuators.torqueScale(robot, joint);
    String force = joint.slides() ? "N" : "N m";
    String motion = joint.slides() ? "m" : "rad";
    RobotParameter parameter =
        switch (field) {
          case DOF_DAMPING ->
              atLeastZero(path, "%s s/%s".formatted(force, motion), nominal, torque);
          case DOF_ARMATURE ->
              atLeastZero(
                  path,
                  joint.slides() ? "kg" : "kg m^2",
                  nominal,
                  2 * model.get(ModelField.DOF_INERTIA0, joint.velocityAddress()));
          case DOF_FRICTIONLOSS -> atLeastZero(path, force, nominal, torque);
          default -> atLeastZero(path, "%s/%s".formatted(force, motion), nominal, 10 * torque);
        };
    return Target.of(parameter, (application, value) -> application.edits.set(field, index, value));
  }

  private static RobotParameter atLeastZero(
      String path, String unit, double nominal, double scale) {
    return new RobotParameter(path, unit, nominal, 0, Math.max(10 * nominal, scale));
  }

  private Target geom(String path, String name, String number) {
    int geom = model.geom(name);
    int place = number(path, GEOM_NUMBERS, number);
    ModelField field = place < 3 ? ModelField.GEOM_FRICTION : ModelField.GEOM_SOLREF;
    int index = place < 3 ? 3 * geom + place : 2 * geom + place - 3;
    double nominal = model.get(field, index);
    String unit = place == 0 || place == 4 ? "1" : place == 3 ? "s" : "m";
    double low = place < 3 ? 0 : 0.1 * nominal;
    return Target.of(
        new RobotParameter(path, unit, nominal, low, Math.max(5 * nominal, place == 0 ? 3 : 0.05)),
        (application, value) -> application.edits.set(field, index, value));
  }

  private Target actuator(String path, String name, String number) {
    if (number.equals("torque_per_current")) {
      return torquePerCurrent(path, name);
    }
    return new ActuatorNumbers(robot, chain).resolve(path, Actuators.index(robot, name), number);
  }

  /** A number of the drive, which logs of currents need even where the model has no actuator. */
  private Target torquePerCurrent(String path, String name) {
    RobotJoint joint =
        model.has(ObjectKind.ACTUATOR, name) || !robot.joints().containsKey(name)
            ? Actuators.joint(robot, Actuators.index(robot, name))
            : robot.joint(name);
    int at = joint.velocityAddress();
    return Target.of(
        new RobotParameter(
            path,
            joint.slides() ? "N/A" : "N m/A",
            Double.NaN,
            0,
            Math.max(100, Actuators.torqueScale(robot, joint))),
        (application, value) -> application.torquePerCurrent[at] = value);
  }

  private Target stage(String path, String name, String number) {
    int actuator = Actuators.index(robot, name);
    int dot = number.lastIndexOf('.');
    String stageName = number.substring(0, dot);
    String parameter = number.substring(dot + 1);
    int stage = chain.find(stageName, actuator);
    if (stage < 0) {
      throw new IllegalArgumentException(
          "the actuator chain has no stage %s on '%s', so there is no %s; its stages are %s"
              .formatted(
                  stageName,
                  name,
                  path,
                  chain.stages().isEmpty()
                      ? "none"
                      : String.join(", ", chain.stages().stream().map(s -> s.name()).toList())));
    }
    ChainLayout.Stage found = chain.stages().get(stage);
    RobotJoint joint = Actuators.joint(robot, actuator);
    ChainLayout.requireParameter(stageName, found.kind(), parameter);
    int place = found.kind().parameters().indexOf(parameter);
    int index = found.channel(actuator) * found.parameters() + place;
    RobotParameter described =
        StageBounds.describe(
            path,
            parameter,
            found.values()[index],
            Actuators.torqueScale(robot, joint),
            StageBounds.Outputs.of(chain.makesVoltage(stage, actuator), joint.slides()),
            chain.delayRoomSeconds());
    return Target.of(described, (application, value) -> application.stages[stage][index] = value);
  }

  private Target site(String path, String name, String number) {
    int index = 3 * model.site(name) + number(path, List.of("pos_x", "pos_y", "pos_z"), number);
    double nominal = model.get(ModelField.SITE_POS, index);
    return Target.of(
        new RobotParameter(
            path, "m", nominal, nominal - CENTRE_RANGE_METRES, nominal + CENTRE_RANGE_METRES),
        (application, value) -> application.move(ModelField.SITE_POS, index, value));
  }

  private Target sensor(String path, String name, String number) {
    RobotJoint joint = robot.joint(name);
    number(path, List.of("offset"), number);
    return Target.of(
        new RobotParameter(path, joint.slides() ? "m" : "rad", 0, -0.2, 0.2),
        (application, value) -> application.offsets[joint.velocityAddress()] = value);
  }

  private static int number(String path, List<String> known, String number) {
    int place = known.indexOf(number);
    if (place < 0) {
      throw unknown(path, number, known);
    }
    return place;
  }

  static IllegalArgumentException unknown(String path, String number, List<String> known) {
    return new IllegalArgumentException(
        "path %s names no number '%s'; there are %s"
            .formatted(path, number, String.join(", ", known)));
  }
}
