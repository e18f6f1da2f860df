package org.workcell.tasks.arm.robot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;

/** Adds to a robot that came as URDF what URDF does not say: servos, home, tip, timestep. */
final class UrdfServos {

  private static final double BANDWIDTH_HZ = 5;
  private static final String TIP = "tip";
  private static final String WORLD = "world";

  private final String label;
  private final Model model;
  private final Optional<RobotMap> map;
  private final Document document;
  private final List<String> assumed = new ArrayList<>();

  UrdfServos(String label, Model model, Optional<RobotMap> map, Document document) {
    this.label = label;
    this.model = model;
    this.map = map;
    this.document = document;
  }

  /** Adds all. */
  void add() {
    Element root = document.getDocumentElement();
    Element option = ModelText.add(root, "option");
    // Dampings of servos enter the step implicitly, as in the scenes of the tasks.
    option.setAttribute("integrator", "implicitfast");
    map.map(RobotMap::timestepSeconds)
        .ifPresent(seconds -> option.setAttribute("timestep", ModelText.numbers(seconds)));
    Element actuators = ModelText.add(root, "actuator");
    List<String> driven = driven();
    driven.forEach(joint -> addServo(actuators, joint));
    if (map.isPresent()) {
      requireNames(map.get(), driven);
      addTip(map.get());
      addHome(root, map.get());
    }
  }

  /** Names of the joints that got an assumed servo. */
  List<String> assumed() {
    return assumed;
  }

  /** All joints but those that follow another one. */
  private List<String> driven() {
    List<String> following =
        ModelText.children(document.getDocumentElement(), "equality").stream()
            .flatMap(section -> ModelText.children(section, "joint").stream())
            .map(each -> each.getAttribute("joint1"))
            .toList();
    return model.names(ObjectKind.JOINT).stream()
        .filter(joint -> !following.contains(joint))
        .toList();
  }

  private void requireNames(RobotMap of, List<String> driven) {
    List<String> unknown = new ArrayList<>();
    RobotMap.Servos servos = of.servos();
    if (servos != null) {
      addNames(unknown, servos.stiffness());
      addNames(unknown, servos.damping());
      addNames(unknown, servos.limit());
    }
    addNames(unknown, of.limits());
    unknown.removeAll(driven);
    if (!unknown.isEmpty()) {
      throw refused(
          "has no joints %s, which its map names; it has %s"
              .formatted(unknown, String.join(", ", driven)));
    }
  }

  private static void addNames(List<String> names, Map<String, ?> byJoint) {
    if (byJoint != null) {
      names.addAll(byJoint.keySet());
    }
  }

  private void addServo(Element actuators, String joint) {
    JointServos.Gains gains =
        map.flatMap(each -> JointServos.Gains.of(each.servos(), joint))
            .orElseGet(() -> assumedGains(joint));
    if (!gains.possible()) {
      throw refused("cannot have joint '%s' with a servo of %s".formatted(joint, gains));
    }
    Element servo = ModelText.add(actuators, "position");
    servo.setAttribute("name", JointServos.NAME + joint);
    servo.setAttribute("joint", joint);
    servo.setAttribute("kp", ModelText.numbers(gains.stiffness()));
    servo.setAttribute("kv", ModelText.numbers(gains.damping()));
    if (!Double.isInfinite(gains.limit())) {
      servo.setAttribute("forcerange", ModelText.numbers(-gains.limit(), gains.limit()));
    }
    map.map(RobotMap::limits)
        .map(limits -> limits.get(joint))
        .ifPresent(range -> servo.setAttribute("ctrlrange", ModelText.numbers(range)));
  }

  private JointServos.Gains assumedGains(String joint) {
    assumed.add(joint);
    double inertia = model.values(ModelField.DOF_INERTIA0)[model.velocityAddress(joint)];
    double frequency = 2 * Math.PI * BANDWIDTH_HZ;
    return new JointServos.Gains(
        inertia * frequency * frequency, 2 * inertia * frequency, Double.POSITIVE_INFINITY);
  }

  /** A site with the name by which programs find the end effector. */
  private void addTip(RobotMap of) {
    if (of.tip().body() == null) {
      throw refused("has no site '%s' for the tip; name a body".formatted(of.tip().site()));
    }
    new MjcfRobot(document, null, null, null).addSite(of.tip(), TIP);
  }

  private void addHome(Element root, RobotMap of) {
    if (of.home() == null) {
      return;
    }
    List<String> joints = jointsToTip(of.tip().body());
    if (joints.size() != of.home().length) {
      throw refused(
          "has the joints %s between base and tip, and 'home' of its map %d numbers"
              .formatted(joints, of.home().length));
    }
    double[] positions = model.values(ModelField.QPOS0).clone();
    for (int i = 0; i < joints.size(); i++) {
      positions[model.positionAddress(joints.get(i))] = of.home()[i];
    }
    Element key = ModelText.add(ModelText.add(root, "keyframe"), "key");
    key.setAttribute("name", "home");
    key.setAttribute("qpos", ModelText.numbers(positions));
  }

  private List<String> jointsToTip(String body) {
    try {
      return SerialChain.toBody(model, WORLD, body).jointNames();
    } catch (IllegalArgumentException e) {
      throw refused("is no arm on a fixed base, so 'home' cannot be read: " + e.getMessage());
    }
  }

  private BadInputException refused(String reason) {
    return new BadInputException("robot '%s' %s".formatted(label, reason));
  }
}
