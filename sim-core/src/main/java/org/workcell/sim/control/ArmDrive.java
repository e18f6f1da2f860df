package org.workcell.sim.control;

import java.util.List;
import java.util.Optional;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** The joints and servos of an arm in one physics. One thread at a time; allocates nothing. */
final class ArmDrive implements StatePart {

  /** What the control of a servo is. */
  enum Servo {
    POSITION("position", 1),
    VELOCITY("velocity", 2);

    private final String label;

    /** Which number of the engine's bias has the gain's size and the other sign. */
    private final int feedback;

    Servo(String label, int feedback) {
      this.label = label;
      this.feedback = feedback;
    }
  }

  private static final int JOINT_TRANSMISSION = 0;

  private final ServoArm arm;
  private final Model model;
  private final int joints;
  private final int[] positions;
  private final int[] velocities;
  private final int[] controls;
  private final double[] stiffness;
  private final double[] low;
  private final double[] high;
  private final Gripper gripper;
  private final Gripper.Finger[] fingers;
  private final int[] fingerControls;
  private final DoubleArray bias;
  private final DoubleArray compensation;
  private final double[] support;
  private final double periodSeconds;
  private boolean started;

  ArmDrive(ServoArm arm, Servo servo, Physics physics) {
    this.arm = arm;
    this.model = physics.scene();
    this.joints = arm.jointCount();
    this.periodSeconds = arm.substeps() * model.timestepSeconds();
    this.positions = new int[joints];
    this.velocities = new int[joints];
    this.controls = new int[joints];
    this.stiffness = new double[joints];
    this.support = new double[joints];
    this.low = arm.low();
    this.high = arm.high();
    requireOneControlPerActuator();
    for (int i = 0; i < joints; i++) {
      readJoint(i, arm.joints().get(i), servo);
    }
    Optional<Gripper> described = arm.gripper();
    this.gripper = described.orElse(null);
    List<Gripper.Finger> all = described.map(Gripper::fingers).orElse(List.of());
    this.fingers = all.toArray(Gripper.Finger[]::new);
    this.fingerControls = all.stream().mapToInt(each -> actuator(each.actuator())).toArray();
    this.bias = physics.array("qfrc_bias");
    this.compensation = physics.array("qfrc_gravcomp");
  }

  private void requireOneControlPerActuator() {
    if (model.count(ObjectKind.ACTUATOR) != model.controlCount()) {
      throw new IllegalArgumentException(
          "scene %s has %d actuators and %d controls; arms need actuators of one control each"
              .formatted(model.name(), model.count(ObjectKind.ACTUATOR), model.controlCount()));
    }
  }

  private int actuator(String name) {
    return model.index(ObjectKind.ACTUATOR, name);
  }

  private void readJoint(int i, ServoArm.Joint joint, Servo servo) {
    int actuator = actuator(joint.actuator());
    positions[i] = model.positionAddress(joint.name());
    velocities[i] = model.velocityAddress(joint.name());
    controls[i] = actuator;
    int moved = model.structure("actuator_trnid")[2 * actuator];
    boolean movesJoint = model.structure("actuator_trntype")[actuator] == JOINT_TRANSMISSION;
    if (!movesJoint || moved != model.index(ObjectKind.JOINT, joint.name())) {
      throw new IllegalArgumentException(
          "actuator %s of scene %s does not move joint %s"
              .formatted(joint.actuator(), model.name(), joint.name()));
    }
    double gain = parameter(ModelField.ACTUATOR_GAINPRM, actuator, 0);
    double feedback = parameter(ModelField.ACTUATOR_BIASPRM, actuator, servo.feedback);
    if (gain <= 0 || feedback != -gain || model.constants("actuator_gear")[6 * actuator] != 1) {
      throw new IllegalArgumentException(
          "actuator %s of scene %s is no %s servo of gear 1; use one or another controller"
              .formatted(joint.actuator(), model.name(), servo.label));
    }
    stiffness[i] = gain;
  }

  private double parameter(ModelField field, int actuator, int column) {
    double[] values = model.values(field);
    return values[actuator * (values.length / model.controlCount()) + column];
  }

  /** An episode begins; the physics is up to date. */
  void start() {
    started = true;
    readSupport();
  }

  void requireStarted() {
    if (!started) {
      throw new IllegalStateException(
          "the controller does not know the initial state; call start at the end of Task.start");
    }
  }

  int joints() {
    return joints;
  }

  double position(Physics physics, int joint) {
    return physics.qpos().get(positions[joint]);
  }

  void readPositions(Physics physics, double[] target) {
    for (int i = 0; i < joints; i++) {
      target[i] = position(physics, i);
    }
  }

  /** A target within the arm's limits. */
  double clip(int joint, double position) {
    return Ranges.clip(position, low[joint], high[joint]);
  }

  double low(int joint) {
    return low[joint];
  }

  double high(int joint) {
    return high[joint];
  }

  /** How long a control period is. */
  double periodSeconds() {
    return periodSeconds;
  }

  /** Translates the gripper's number, which is the last of an action. */
  void interpretGripper(double[] action, double[] command) {
    if (gripper != null) {
      command[joints] = gripper.opening(action[action.length - 1]);
    }
  }

  /** Gives position servos their targets, of which the first numbers count. */
  void aim(double[] targets, Physics physics) {
    for (int i = 0; i < joints; i++) {
      physics.ctrl().set(controls[i], targets[i] + support[i]);
    }
  }

  /** Gives velocity servos their targets, of which the first numbers count. */
  void run(double[] targets, Physics physics) {
    for (int i = 0; i < joints; i++) {
      physics.ctrl().set(controls[i], targets[i]);
    }
  }

  /** Moves the fingers and advances the physics by one control period. */
  void advance(double[] command, Physics physics) {
    for (int i = 0; i < fingers.length; i++) {
      physics.ctrl().set(fingerControls[i], gripper.control(fingers[i], command[joints]));
    }
    physics.step(arm.substeps());
    readSupport();
  }

  /** The engine's value after a restore is a physics step newer, so this one is kept. */
  private void readSupport() {
    for (int i = 0; arm.carriesWeight() && i < joints; i++) {
      double torque = bias.get(velocities[i]) - compensation.get(velocities[i]);
      support[i] = torque / stiffness[i];
    }
  }

  @Override
  public void save(StateWriter writer) {
    writer.putBoolean(started);
    writer.putDoubles(support);
  }

  @Override
  public void load(StateReader reader) {
    started = reader.getBoolean();
    reader.getDoubles(support);
  }
}
