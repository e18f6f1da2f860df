package org.workcell.tasks.arm.robot;

import static org.workcell.tasks.arm.robot.ArmRobot.PREFIX;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.random.RandomStream;

/** Works out of a compiled robot and its map what the tasks have to know. */
final class RobotInspection {

  private static final String WORLD = "world";
  private static final String HOME = "home";
  private static final double DEFAULT_SPEED = 2;
  private static final double DEFAULT_TIMESTEP_SECONDS = 0.002;
  private static final double DEFAULT_OPEN_METRES = 0.08;
  private static final int SAMPLES = 2000;
  private static final int SLIDE = 2;

  /** What all control periods are multiples of. */
  private static final double SHORTEST_PERIOD_DIVISOR_SECONDS = 0.01;

  private final String label;
  private final RobotMap map;
  private final Model model;
  private final ArmRobot.Tip tip;
  private final SerialChain chain;
  private final int tipBody;
  private final JointServos servos;
  private final Map<String, Double> velocityLimits;

  /**
   * Inspects a robot.
   *
   * @param velocityLimits of joints that have one, rad/s or m/s
   */
  RobotInspection(
      String label,
      RobotMap map,
      Model model,
      ArmRobot.Tip tip,
      Map<String, Double> velocityLimits) {
    this.label = label;
    this.map = map;
    this.model = model;
    this.tip = tip;
    this.velocityLimits = velocityLimits;
    ObjectKind kind = tip.site() ? ObjectKind.SITE : ObjectKind.BODY;
    if (!model.has(kind, tip.name())) {
      throw refused(
          "has no %s '%s' for the tip".formatted(tip.site() ? "site" : "body", tip.name()));
    }
    this.tipBody =
        tip.site()
            ? model.structure("site_bodyid")[model.site(tip.name())]
            : model.body(tip.name());
    this.chain = readChain();
    this.servos = new JointServos(label, map, model);
    requireJoints();
  }

  private BadInputException refused(String reason) {
    return new BadInputException("robot '%s' %s".formatted(label, reason));
  }

  private SerialChain readChain() {
    try {
      return tip.site()
          ? SerialChain.toSite(model, WORLD, tip.name())
          : SerialChain.toBody(model, WORLD, tip.name());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "robot '%s' is no arm on a fixed base: %s".formatted(label, e.getMessage()), e);
    }
  }

  private void requireJoints() {
    if (map.joints() != null && !map.joints().equals(chain.jointNames())) {
      throw refused(
          "has the joints %s between base and tip, and its map names %s; leave 'joints' out or name them all in this order"
              .formatted(chain.jointNames(), map.joints()));
    }
    if (map.home() != null && map.home().length != chain.jointCount()) {
      throw refused(
          "has %d joints, and 'home' of its map %d numbers; give one for each of %s"
              .formatted(chain.jointCount(), map.home().length, chain.jointNames()));
    }
    if (map.limits() != null) {
      map.limits().forEach(this::requireLimits);
    }
    double steps = SHORTEST_PERIOD_DIVISOR_SECONDS / timestepSeconds();
    if (Math.abs(steps - Math.rint(steps)) > 1e-6 || steps < 0.5) {
      throw refused(
          "has a timestep of %s s in its map, of which control periods are no multiple; give 0.01 s or a whole part of it"
              .formatted(timestepSeconds()));
    }
  }

  private double timestepSeconds() {
    return map.timestepSeconds() == null ? DEFAULT_TIMESTEP_SECONDS : map.timestepSeconds();
  }

  private void requireLimits(String joint, double[] range) {
    if (!chain.jointNames().contains(joint)
        || range.length != 2
        || !(range[0] < range[1])
        || !Double.isFinite(range[0] + range[1])) {
      throw refused(
          "cannot have limits %s of its map; expected JOINT: [LOW, HIGH] with a joint of %s"
              .formatted(joint, chain.jointNames()));
    }
  }

  /** Names of the joints between base and tip in the model. */
  List<String> jointNames() {
    return chain.jointNames();
  }

  /** Whether servos of the map take the place of the model's actuators. */
  boolean replacesActuators() {
    return servos.replace();
  }

  /** The robot. */
  ArmRobot robot(RobotContents contents, String sha256) {
    List<ArmRobot.Joint> joints = new ArrayList<>();
    StringBuilder added = new StringBuilder();
    for (int i = 0; i < chain.jointCount(); i++) {
      joints.add(joint(i, added));
    }
    double[] home = home(joints);
    ArmRobot.Stand stand =
        new ArmRobot.Stand(
            map.position() == null ? new double[3] : map.position(),
            map.yawRadians() == null ? 0 : map.yawRadians());
    System.arraycopy(stand.position(), 0, chain.base().position(), 0, 3);
    chain.base().turn(2, stand.yawRadians());
    return new ArmRobot(
        label,
        sha256,
        new ArmRobot.ModelFiles(contents.mainFile(), contents.files(), added.toString()),
        base(),
        stand,
        joints,
        home,
        gripper(),
        new ArmRobot.Tip(
            PREFIX + tip.name(), tip.site(), PREFIX + model.names(ObjectKind.BODY).get(tipBody)),
        speed(),
        timestepSeconds(),
        reach(joints, stand),
        chain);
  }

  /** What the map says, or else the usual speed as far as no joint is slower. */
  private double speed() {
    if (map.speed() != null) {
      return map.speed();
    }
    return chain.jointNames().stream()
        .mapToDouble(joint -> velocityLimits.getOrDefault(joint, DEFAULT_SPEED))
        .reduce(DEFAULT_SPEED, Math::min);
  }

  private String base() {
    int[] parents = model.structure("body_parentid");
    List<String> names = model.names(ObjectKind.BODY);
    int top = tipBody;
    while (top != 0 && parents[top] != 0) {
      top = parents[top];
    }
    if (top == 0) {
      throw refused("has its tip in the world; name a tip that the joints move");
    }
    if (map.base() != null && !map.base().equals(names.get(top))) {
      throw refused(
          "has the root '%s' above its tip, and its map names base '%s'; leave 'base' out"
              .formatted(names.get(top), map.base()));
    }
    return names.get(top);
  }

  private ArmRobot.Joint joint(int i, StringBuilder added) {
    String name = chain.jointNames().get(i);
    boolean hinge = model.structure("jnt_type")[model.index(ObjectKind.JOINT, name)] != SLIDE;
    double low = chain.low(i);
    double high = chain.high(i);
    if (map.limits() != null && map.limits().containsKey(name)) {
      low = map.limits().get(name)[0];
      high = map.limits().get(name)[1];
    } else if (Double.isInfinite(low) && hinge) {
      low = -Math.PI;
      high = Math.PI;
    } else if (Double.isInfinite(low)) {
      throw refused(
          "has slide '%s' without a range; give limits: {%s: [LOW, HIGH]} in its map"
              .formatted(name, name));
    }
    JointServos.Servo servo = servos.of(name);
    if (servo.mjcf() != null) {
      added.append(servo.mjcf()).append('\n');
    }
    low = Math.max(low, servo.low());
    high = Math.min(high, servo.high());
    if (!(low < high)) {
      throw refused(
          "has joint '%s' without a range that joint and servo share; see its limits"
              .formatted(name));
    }
    return new ArmRobot.Joint(
        PREFIX + name, hinge, low, high, PREFIX + servo.actuator(), servo.lagSeconds());
  }

  private double[] home(List<ArmRobot.Joint> joints) {
    double[] home = map.home() != null ? map.home().clone() : keyframe();
    for (int i = 0; i < home.length; i++) {
      ArmRobot.Joint joint = joints.get(i);
      if (!(home[i] >= joint.low() && home[i] <= joint.high())) {
        throw refused(
            "starts with joint '%s' at %s, outside of %s..%s; give another 'home' in its map"
                .formatted(chain.jointNames().get(i), home[i], joint.low(), joint.high()));
      }
    }
    return home;
  }

  private double[] keyframe() {
    List<String> keys = model.names(ObjectKind.KEYFRAME);
    if (keys.isEmpty()) {
      throw refused("has no keyframe; give 'home' in its map: a number for each joint");
    }
    int key = Math.max(keys.indexOf(HOME), 0);
    double[] positions = model.constants("key_qpos");
    return chain.jointNames().stream()
        .mapToDouble(name -> positions[key * model.positionCount() + model.positionAddress(name)])
        .toArray();
  }

  private Optional<ArmRobot.Fingers> gripper() {
    RobotMap.GripperMap gripper = map.gripper();
    if (gripper == null) {
      return Optional.empty();
    }
    if (!model.has(ObjectKind.ACTUATOR, gripper.actuator())) {
      throw refused(
          "has no actuator '%s' for the gripper; it has %s"
              .formatted(gripper.actuator(), model.names(ObjectKind.ACTUATOR)));
    }
    double metres = gripper.openMetres() == null ? DEFAULT_OPEN_METRES : gripper.openMetres();
    return Optional.of(
        new ArmRobot.Fingers(
            PREFIX + gripper.actuator(), gripper.closed(), gripper.open(), metres));
  }

  /** The same for the same robot: the draws have a seed of their own. */
  private double reach(List<ArmRobot.Joint> joints, ArmRobot.Stand stand) {
    RandomStream stream = new RandomStream(1);
    SerialChain arm = chain.copy();
    double[] positions = new double[joints.size()];
    double farthest = 0;
    for (int sample = 0; sample < SAMPLES; sample++) {
      for (int i = 0; i < positions.length; i++) {
        positions[i] = stream.uniform(joints.get(i).low(), joints.get(i).high());
      }
      arm.compute(positions);
      double squares = 0;
      for (int axis = 0; axis < 3; axis++) {
        double difference = arm.tip().position()[axis] - stand.position()[axis];
        squares += difference * difference;
      }
      farthest = Math.max(farthest, Math.sqrt(squares));
    }
    return farthest;
  }
}
