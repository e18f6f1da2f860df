package org.workcell.sim.control;

import java.util.Arrays;
import java.util.List;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.kinematics.InverseKinematics;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;

/** What actions on an end effector mean, and how joints are found. Immutable. */
final class EndEffectorPoseFactory implements ControllerFactory<EndEffectorPoseController> {

  private final ServoArm arm;
  private final String base;
  private final String site;
  private final RotationForm rotation;
  private final boolean absolute;
  private final EndEffectorFrame frame;
  private final DeltaOrigin origin;
  private final double metresPerAction;
  private final double radiansPerAction;
  private final double actionLimit;
  private final double[] low;
  private final double[] high;
  private final boolean bounded;
  private final double[] posture;
  private final double postureGain;
  private final CommandSpec command;

  EndEffectorPoseFactory(EndEffectorPoseBuilder builder) {
    this.arm = builder.arm;
    this.base = builder.base;
    this.site = builder.site;
    this.rotation = builder.rotation;
    this.absolute = builder.absolute;
    this.frame = builder.frame;
    this.origin = builder.origin;
    this.metresPerAction = builder.metresPerAction;
    this.radiansPerAction = builder.radiansPerAction;
    this.actionLimit = builder.actionLimit;
    this.low = builder.low;
    this.high = builder.high;
    this.bounded = builder.bounded;
    this.posture = builder.posture;
    this.postureGain = builder.postureGain;
    this.command = arm.positionCommand();
  }

  @Override
  public BlockSpec actionSpace(String name, DataType type) {
    double[] highest = new double[3 + rotation.size()];
    boolean scaled = !absolute && rotation == RotationForm.AXIS_ANGLE;
    Arrays.fill(highest, scaled ? actionLimit : rotation.bound());
    double[] lowest = Arrays.stream(highest).map(bound -> -bound).toArray();
    for (int i = 0; i < 3; i++) {
      lowest[i] = absolute ? low[i] : -actionLimit;
      highest[i] = absolute ? high[i] : actionLimit;
    }
    return ActionSpaces.of(name, type, lowest, highest, arm);
  }

  ServoArm arm() {
    return arm;
  }

  String base() {
    return base;
  }

  @Override
  public CommandSpec commandSpec() {
    return command;
  }

  @Override
  public EndEffectorPoseController newController(Physics physics) {
    return new EndEffectorPoseController(this, physics);
  }

  boolean isAbsolute() {
    return absolute;
  }

  boolean isOwnFrame() {
    return frame == EndEffectorFrame.OWN;
  }

  /** Whether an action asks for an orientation, or for a change of it. */
  boolean turns(double[] action) {
    return rotation.isGiven(action, 3);
  }

  boolean startsFromMeasured() {
    return origin == DeltaOrigin.MEASURED;
  }

  SerialChain newChain(Model model) {
    SerialChain chain = SerialChain.toSite(model, base, site);
    List<String> names = arm.joints().stream().map(ServoArm.Joint::name).toList();
    if (!chain.jointNames().equals(names)) {
      throw new IllegalArgumentException(
          "the joints from body %s to site %s of scene %s are %s, those of the arm %s"
              .formatted(base, site, model.name(), chain.jointNames(), names));
    }
    return chain;
  }

  InverseKinematics newInverse(SerialChain chain) {
    double[] lowest = arm.low();
    double[] highest = arm.high();
    for (int i = 0; i < lowest.length; i++) {
      lowest[i] = Math.max(lowest[i], chain.low(i));
      highest[i] = Math.min(highest[i], chain.high(i));
    }
    InverseKinematics.Builder builder = InverseKinematics.builder(chain).limits(lowest, highest);
    if (posture != null) {
      builder.posture(posture).postureGain(postureGain);
    }
    return builder.build();
  }

  /**
   * Reads position and rotation of an action, in metres and as a matrix.
   *
   * @param axisAngle room for three numbers
   */
  void read(double[] action, double[] position, double[] axisAngle, double[] turn) {
    for (int i = 0; i < 3; i++) {
      position[i] = absolute ? action[i] : metresPerAction * limited(action[i]);
    }
    if (absolute || rotation != RotationForm.AXIS_ANGLE) {
      rotation.toMatrix(action, 3, turn);
      return;
    }
    for (int i = 0; i < 3; i++) {
      axisAngle[i] = radiansPerAction * limited(action[3 + i]);
    }
    rotation.toMatrix(axisAngle, 0, turn);
  }

  private double limited(double value) {
    return Ranges.clip(value, -actionLimit, actionLimit);
  }

  void keepInWorkspace(double[] position) {
    for (int i = 0; bounded && i < 3; i++) {
      position[i] = Ranges.clip(position[i], low[i], high[i]);
    }
  }
}
