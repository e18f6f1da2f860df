package org.workcell.sim.control;

import java.util.Arrays;
import java.util.List;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.kinematics.InverseKinematics;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;

/**
 * What actions on an end effector mean, and how joints are found; builds factories of {@link
 * EndEffectorPoseController}. A pose is absolute unless {@link #delta} is called; its rotation is
 * axis times angle. Not changed any more once it has been built.
 */
public final class EndEffectorSettings {

  private final ServoArm arm;
  private final String base;
  private final String site;
  private RotationForm rotation = RotationForm.AXIS_ANGLE;
  private boolean absolute = true;
  private EndEffectorFrame frame = EndEffectorFrame.WORLD;
  private DeltaOrigin origin = DeltaOrigin.MEASURED;
  private double metresPerAction = 1;
  private double radiansPerAction = 1;
  private double actionLimit = 1;
  private double[] low = {-1, -1, -1};
  private double[] high = {1, 1, 1};
  private boolean bounded;
  private double[] posture;
  private double postureGain = 0.15;

  EndEffectorSettings(ServoArm arm, String base, String site) {
    this.arm = arm;
    this.base = base;
    this.site = site;
  }

  private EndEffectorSettings(EndEffectorSettings other) {
    this(other.arm, other.base, other.site);
    this.rotation = other.rotation;
    this.absolute = other.absolute;
    this.frame = other.frame;
    this.origin = other.origin;
    this.metresPerAction = other.metresPerAction;
    this.radiansPerAction = other.radiansPerAction;
    this.actionLimit = other.actionLimit;
    this.low = other.low;
    this.high = other.high;
    this.bounded = other.bounded;
    this.posture = other.posture;
    this.postureGain = other.postureGain;
  }

  /** How actions describe rotations. */
  public EndEffectorSettings rotation(RotationForm form) {
    rotation = form;
    return this;
  }

  /** Actions are changes of the pose, in the axes of the world or of the end effector. */
  public EndEffectorSettings delta(EndEffectorFrame axes, DeltaOrigin addedTo) {
    absolute = false;
    frame = axes;
    origin = addedTo;
    return this;
  }

  /**
   * What deltas of 1 are. Quaternions are not scaled.
   *
   * @param metres of displacement
   * @param radians of axis times angle
   * @param limit actions are clipped to this size before
   */
  public EndEffectorSettings scale(double metres, double radians, double limit) {
    metresPerAction = metres;
    radiansPerAction = radians;
    actionLimit = limit;
    return this;
  }

  /** A box in the world that positions are kept in, metres, [3]; needed for absolute poses. */
  public EndEffectorSettings workspace(double[] lowest, double[] highest) {
    low = lowest.clone();
    high = highest.clone();
    bounded = true;
    return this;
  }

  /**
   * Joint positions on which freedom that the pose leaves is spent.
   *
   * @param gain share of the way in each iteration of the search, 0.15 for example
   */
  public EndEffectorSettings posture(double gain, double... positions) {
    postureGain = gain;
    posture = positions.clone();
    return this;
  }

  /**
   * A factory of such controllers.
   *
   * @throws IllegalArgumentException if absolute poses have no workspace
   */
  public ControllerFactory<EndEffectorPoseController> build() {
    if (absolute && !bounded) {
      throw new IllegalArgumentException(
          "absolute poses of site %s need a workspace, for the bounds of actions".formatted(site));
    }
    EndEffectorSettings built = new EndEffectorSettings(this);
    CommandSpec command = arm.positionCommand();
    return new ControllerFactory<>() {

      @Override
      public BlockSpec actionSpace(String name, DataType type) {
        return built.space(name, type);
      }

      @Override
      public CommandSpec commandSpec() {
        return command;
      }

      @Override
      public EndEffectorPoseController newController(Physics physics) {
        return new EndEffectorPoseController(built, physics);
      }
    };
  }

  private BlockSpec space(String name, DataType type) {
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

  CommandSpec commandSpec() {
    return arm.positionCommand();
  }

  boolean isAbsolute() {
    return absolute;
  }

  boolean isOwnFrame() {
    return frame == EndEffectorFrame.OWN;
  }

  boolean turns() {
    return rotation != RotationForm.NONE;
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
