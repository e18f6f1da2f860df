package org.workcell.sim2real.forward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim2real.model.Drive;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotModel;

/** What a family and the parts to fit mean on a robot: a chain, and paths that may be fitted. */
final class CandidatePaths {

  private static final List<String> SHAPES =
      List.of(
          "log_cholesky_d1",
          "log_cholesky_d2",
          "log_cholesky_d3",
          "log_cholesky_s12",
          "log_cholesky_s13",
          "log_cholesky_s23");

  /** Of a small geared servo, N m/A and ohm, where a search begins. */
  private static final double TORQUE_CONSTANT = 0.5;

  private static final double RESISTANCE = 5;

  /** N m and rad/s of a limit before one is known. */
  private static final double NO_LIMIT = 1e6;

  private final RobotModel model;
  private final List<RobotJoint> joints;
  private final ActuatorFamily family;
  private final ForwardOptions options;
  private final List<List<String>> free = new ArrayList<>();
  private final Map<String, Double> switchedOff = new LinkedHashMap<>();

  CandidatePaths(
      RobotModel model, List<RobotJoint> joints, ActuatorFamily family, ForwardOptions options) {
    this.model = model;
    this.joints = joints.stream().filter(joint -> joint.actuator() >= 0).toList();
    this.family = family;
    this.options = options;
    if (has(Part.DELAY)) {
      addDelays();
    }
    this.joints.forEach(this::addJoint);
    options.bodies().forEach(this::addBody);
  }

  private boolean has(Part part) {
    return options.parts().contains(part);
  }

  private void addDelays() {
    List<String> all =
        joints.stream().map(joint -> actuator(joint) + "delay.delay_seconds").toList();
    if (options.delays().perJoint()) {
      all.forEach(this::add);
    } else if (!all.isEmpty()) {
      free.add(all);
    }
  }

  private void addJoint(RobotJoint joint) {
    String actuator = actuator(joint);
    if (has(Part.GAINS)) {
      addGains(joint, actuator);
    }
    if (has(Part.SATURATION)) {
      addLimits(joint, actuator);
    }
    if (has(Part.BACKLASH)) {
      add(actuator + "backlash.gap");
    }
    if (has(Part.ARMATURE)) {
      add("joint:" + joint.name() + "/armature");
    }
    if (has(Part.OFFSET)) {
      List<String> offsets = new ArrayList<>(List.of("sensor:" + joint.name() + "/offset"));
      if (family.drive() == DriveModel.VOLTAGE) {
        offsets.add(actuator + "servo.position_offset");
      }
      free.add(offsets);
    }
    addFriction(joint, actuator);
  }

  private void addLimits(RobotJoint joint, String actuator) {
    switch (family.drive()) {
      case VOLTAGE -> add(actuator + "dc-motor.voltage_limit");
      case LIMITED -> {
        add(actuator + "torque-speed-limit.stall_torque");
        add(actuator + "torque-speed-limit.no_load_speed");
      }
      case ENGINE -> {
        if (model.model().structure("actuator_forcelimited")[joint.actuator()] != 0) {
          add(actuator + "force_limit");
        }
      }
    }
  }

  private void addGains(RobotJoint joint, String actuator) {
    if (family.drive() == DriveModel.VOLTAGE) {
      add(actuator + "servo.stiffness");
      add(actuator + "dc-motor.torque_constant");
      add(actuator + "dc-motor.resistance");
    } else if (joint.drive() == Drive.POSITION_SERVO) {
      add(actuator + (family.drive() == DriveModel.LIMITED ? "servo.stiffness" : "kp"));
    } else if (joint.drive() == Drive.VELOCITY_SERVO) {
      add(actuator + "kv");
    } else if (joint.drive() == Drive.MOTOR) {
      add(actuator + "gain");
    }
  }

  private void addFriction(RobotJoint joint, String actuator) {
    String dry = "joint:" + joint.name() + "/frictionloss";
    if (family.friction() == FrictionModel.ENGINE) {
      addEngineDamping(joint, actuator);
      if (has(Part.FRICTION)) {
        add(dry);
      }
      return;
    }
    if (family.addsToEngine()) {
      addEngineDamping(joint, actuator);
    } else {
      // What is not fitted stays the engine's.
      if (has(Part.DAMPING)) {
        switchedOff.put(engineDamping(joint), 0.0);
      }
      if (has(Part.FRICTION)) {
        switchedOff.put(dry, 0.0);
      }
    }
    addStageFriction(actuator);
  }

  private void addStageFriction(String actuator) {
    for (List<String> equal : family.friction().parameters()) {
      boolean viscous = equal.contains("viscous_coefficient");
      boolean wanted = viscous ? has(Part.DAMPING) && !family.addsToEngine() : has(Part.FRICTION);
      if (wanted) {
        free.add(equal.stream().map(name -> actuator + "friction." + name).toList());
      }
    }
  }

  private void addEngineDamping(RobotJoint joint, String actuator) {
    if (has(Part.DAMPING)) {
      String own = family.drive() == DriveModel.LIMITED ? "servo.damping" : "kv";
      add(dampsItself(joint) ? actuator + own : engineDamping(joint));
    }
  }

  private static String engineDamping(RobotJoint joint) {
    return "joint:" + joint.name() + "/damping";
  }

  /**
   * Whether the joint's servo has damping of its own. No log tells it from that of the joint, which
   * alone could not make less of both.
   */
  private boolean dampsItself(RobotJoint joint) {
    return family.drive() != DriveModel.VOLTAGE
        && joint.drive() == Drive.POSITION_SERVO
        && damping(joint) > 0;
  }

  /** Of the model's own servo, N m s/rad. */
  private double damping(RobotJoint joint) {
    int place = gainColumns() * joint.actuator() + 2;
    return 0 - model.model().get(ModelField.ACTUATOR_BIASPRM, place);
  }

  /** Of the model's own servo, N m/rad. */
  private double gain(RobotJoint joint) {
    return model.model().get(ModelField.ACTUATOR_GAINPRM, gainColumns() * joint.actuator());
  }

  private int gainColumns() {
    return model.model().constants("actuator_gainprm").length
        / model.model().count(ObjectKind.ACTUATOR);
  }

  private void addBody(String name) {
    String body = "body:" + name + "/";
    if (has(Part.MASS)) {
      add(body + "mass");
    }
    if (has(Part.CENTRE_OF_MASS)) {
      List.of("com_x", "com_y", "com_z").forEach(axis -> add(body + axis));
    }
    if (has(Part.INERTIA)) {
      SHAPES.forEach(number -> add(body + number));
    }
  }

  private void add(String path) {
    free.add(List.of(path));
  }

  private static String actuator(RobotJoint joint) {
    return "actuator:" + joint.actuatorName() + "/";
  }

  /** Groups of paths with equal values. */
  List<List<String>> free() {
    return free;
  }

  /** What the family's own friction takes the place of, as far as it is fitted. */
  Map<String, Double> switchedOff() {
    return switchedOff;
  }

  /** Bounds of gains around those of the model's own servos. */
  Map<String, Bounds> bounds() {
    Map<String, Bounds> bounds = new LinkedHashMap<>();
    for (RobotJoint joint : joints) {
      if (joint.drive() == Drive.POSITION_SERVO) {
        bounds.put(actuator(joint) + "servo.stiffness", around(stiffness(joint)));
      }
      if (dampsItself(joint)) {
        bounds.put(actuator(joint) + "servo.damping", around(damping(joint)));
      }
    }
    return bounds;
  }

  private static Bounds around(double start) {
    return new Bounds(start / 10, start, start * 10);
  }

  /** The stages, with values that do nothing where that is possible. */
  List<ChainStage> chain() {
    List<ChainStage> chain = new ArrayList<>();
    if (has(Part.DELAY)) {
      chain.add(stage("delay", Map.of("delay_seconds", 0.0)));
    }
    if (has(Part.BACKLASH)) {
      chain.add(stage("backlash", Map.of("gap", 0.0)));
    }
    if (family.drive() == DriveModel.VOLTAGE) {
      Map<String, Map<String, Double>> servos = new LinkedHashMap<>();
      joints.forEach(
          joint -> servos.put(joint.actuatorName(), Map.of("stiffness", stiffness(joint))));
      chain.add(new ChainStage("servo", servos));
      chain.add(
          stage("dc-motor", Map.of("torque_constant", TORQUE_CONSTANT, "resistance", RESISTANCE)));
    }
    if (family.drive() == DriveModel.LIMITED) {
      addLimitedServos(chain);
    }
    if (family.friction() != FrictionModel.ENGINE) {
      Map<String, Map<String, Double>> friction = new LinkedHashMap<>();
      joints.forEach(joint -> friction.put(joint.actuatorName(), firstFriction(joint)));
      chain.add(new ChainStage("friction", friction));
    }
    return chain;
  }

  private void addLimitedServos(List<ChainStage> chain) {
    Map<String, Map<String, Double>> servos = new LinkedHashMap<>();
    for (RobotJoint joint : joints) {
      servos.put(
          joint.actuatorName(), Map.of("stiffness", stiffness(joint), "damping", damping(joint)));
    }
    chain.add(new ChainStage("servo", servos));
    chain.add(
        stage("torque-speed-limit", Map.of("stall_torque", NO_LIMIT, "no_load_speed", NO_LIMIT)));
  }

  /** What makes the torque of the model's own servo at rest: V/rad, or N m/rad of a servo. */
  private double stiffness(RobotJoint joint) {
    if (family.drive() == DriveModel.LIMITED) {
      return gain(joint);
    }
    return joint.drive() == Drive.POSITION_SERVO ? gain(joint) * RESISTANCE / TORQUE_CONSTANT : 1;
  }

  /** What the stage has before it is fitted: where it takes the engine's place, the engine's. */
  private Map<String, Double> firstFriction(RobotJoint joint) {
    int address = joint.velocityAddress();
    double dry = model.model().get(ModelField.DOF_FRICTIONLOSS, address);
    double viscous = model.model().get(ModelField.DOF_DAMPING, address);
    boolean moves = !family.addsToEngine();
    return Map.of(
        "coulomb_torque", moves && has(Part.FRICTION) ? dry : 0,
        "viscous_coefficient", moves && has(Part.DAMPING) ? viscous : 0);
  }

  private ChainStage stage(String name, Map<String, Double> values) {
    Map<String, Map<String, Double>> actuators = new LinkedHashMap<>();
    joints.forEach(joint -> actuators.put(joint.actuatorName(), values));
    return new ChainStage(name, actuators);
  }
}
