package org.workcell.sim2real.gap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim2real.excitation.JointLimits;
import org.workcell.sim2real.model.CurrentGains;
import org.workcell.sim2real.model.Drive;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;

/**
 * The nominal robot: a model, its position-controlled joints and the actuator stages that belong to
 * it. Borrows the model. Immutable.
 */
final class GapArm {

  private final RobotModel robot;
  private final List<RobotJoint> joints;
  private final List<ChainStage> chain;
  private final double[] home;

  private GapArm(RobotModel robot, List<RobotJoint> joints, List<ChainStage> chain, double[] home) {
    this.robot = robot;
    this.joints = joints;
    this.chain = chain;
    this.home = home;
  }

  /**
   * Finds the joints.
   *
   * @param names of the joints that move; all that take positions where it is empty
   * @param chain the nominal actuator stages, such as servos in front of torque motors
   * @throws IllegalArgumentException if a joint takes no positions, or there is none
   */
  static GapArm of(RobotModel robot, List<String> names, List<ChainStage> chain) {
    RobotSetup setup = RobotSetup.builder(robot).chain(chain).build();
    List<RobotJoint> joints = new ArrayList<>();
    for (RobotJoint joint : robot.joints().values()) {
      boolean driven = setup.drive(joint) == Drive.POSITION_SERVO;
      if (names.isEmpty() && driven) {
        joints.add(joint);
      }
    }
    for (String name : names) {
      RobotJoint joint = robot.joint(name);
      if (setup.drive(joint) != Drive.POSITION_SERVO) {
        throw new IllegalArgumentException(
            "joint '%s' takes no positions (%s); give it a position actuator in the model, or a stage servo by --actuators"
                .formatted(name, setup.drive(joint)));
      }
      joints.add(joint);
    }
    if (joints.isEmpty()) {
      throw new IllegalArgumentException(
          "no joint of %s takes positions; give it position actuators, or stages servo by --actuators"
              .formatted(robot.model().name()));
    }
    return new GapArm(
        robot, List.copyOf(joints), byActuator(robot, chain), JointLimits.home(robot.model()));
  }

  /** Stages may name an actuator by its joint; here each has its own name. */
  private static List<ChainStage> byActuator(RobotModel robot, List<ChainStage> chain) {
    List<ChainStage> named = new ArrayList<>();
    for (ChainStage stage : chain) {
      Map<String, Map<String, Double>> actuators = new LinkedHashMap<>();
      stage
          .actuators()
          .forEach(
              (name, values) -> {
                boolean own = robot.model().has(ObjectKind.ACTUATOR, name);
                actuators.put(own ? name : robot.joint(name).actuatorName(), values);
              });
      named.add(new ChainStage(stage.stage(), actuators));
    }
    return List.copyOf(named);
  }

  RobotModel robot() {
    return robot;
  }

  Model model() {
    return robot.model();
  }

  List<RobotJoint> joints() {
    return joints;
  }

  List<String> jointNames() {
    return joints.stream().map(RobotJoint::name).toList();
  }

  List<ChainStage> chain() {
    return chain;
  }

  /** Positions of all of the model at home, in a new array. */
  double[] home() {
    return home.clone();
  }

  RobotSetup nominal() {
    return RobotSetup.builder(robot).chain(chain).build();
  }

  /** What the nominal robot says of a number. */
  double value(String path) {
    return RobotSetup.builder(robot).chain(chain).parameters(List.of(path)).build().nominal()[0];
  }

  /** What unit a number has. */
  String unit(String path, List<ChainStage> withChain) {
    return RobotSetup.builder(robot)
        .chain(withChain)
        .parameters(List.of(path))
        .build()
        .parameters()
        .get(0)
        .unit();
  }

  /** The nominal stages as tables that can be added to: stage, actuator, parameter. */
  Map<String, Map<String, Map<String, Double>>> chainTable() {
    Map<String, Map<String, Map<String, Double>>> table = new LinkedHashMap<>();
    for (ChainStage stage : chain) {
      Map<String, Map<String, Double>> actuators = new LinkedHashMap<>();
      stage.actuators().forEach((name, values) -> actuators.put(name, new LinkedHashMap<>(values)));
      table.put(stage.stage(), actuators);
    }
    return table;
  }

  /** Gains of the joints' drives, N m/A; empty unless the model's text names all of them. */
  Optional<double[]> torquePerCurrent() {
    Map<String, Double> named = CurrentGains.of(robot);
    double[] gains = new double[joints.size()];
    for (int j = 0; j < gains.length; j++) {
      RobotJoint joint = joints.get(j);
      Double gain = named.getOrDefault(joint.name(), named.get(joint.actuatorName()));
      if (gain == null) {
        return Optional.empty();
      }
      gains[j] = gain;
    }
    return Optional.of(gains);
  }

  /** Mass of everything that the joints move. */
  double movingMass() {
    return model().get(ModelField.BODY_SUBTREEMASS, joints.get(0).body());
  }

  /** Name of the link that a joint moves. */
  String link(RobotJoint joint) {
    return model().names(ObjectKind.BODY).get(joint.body());
  }

  /** Sum of the distances between the joints' bodies, from the first to the last. */
  double reach() {
    double sum = 0;
    int first = joints.get(0).body();
    int[] parents = model().structure("body_parentid");
    for (int body = endBody(); body > 0 && body != first; body = parents[body]) {
      double square = 0;
      for (int axis = 0; axis < 3; axis++) {
        double part = model().get(ModelField.BODY_POS, 3 * body + axis);
        square += part * part;
      }
      sum += Math.sqrt(square);
    }
    return Math.max(sum, 0.05);
  }

  /** The last of the joints between base and end effector: its link carries the hand. */
  RobotJoint endJoint() {
    RobotModel.Tip tip = robot.tip();
    int at = tip.site() >= 0 ? model().structure("site_bodyid")[tip.site()] : tip.body();
    int[] parents = model().structure("body_parentid");
    for (int body = at; body > 0; body = parents[body]) {
      int found = body;
      RobotJoint joint =
          joints.stream().filter(each -> each.body() == found).findFirst().orElse(null);
      if (joint != null) {
        return joint;
      }
    }
    return joints.get(joints.size() - 1);
  }

  int endBody() {
    return endJoint().body();
  }

  /** The joint whose link is in the middle of the arm. */
  RobotJoint middleJoint() {
    int end = joints.indexOf(endJoint());
    return joints.get(end / 2);
  }
}
