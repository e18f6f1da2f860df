package org.workcell.sim.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.workcell.sim.control.CommandSpec.Component;

/**
 * An arm with one servo for each joint, by the names of its scene, with or without a gripper: what
 * all controllers of joints and end effectors need to know. Immutable, and made without a scene.
 */
public final class ServoArm {

  /**
   * One joint.
   *
   * @param name of the joint
   * @param actuator name of the servo that moves it
   * @param unit {@code rad} for hinges, {@code m} for slides
   * @param low least position that a controller asks for
   * @param high largest position that a controller asks for
   */
  public record Joint(String name, String actuator, String unit, double low, double high) {}

  private final List<Joint> joints;
  private final Optional<Gripper> gripper;
  private final int substeps;
  private final boolean carriesWeight;

  private ServoArm(Builder builder) {
    this.joints = List.copyOf(builder.joints);
    this.gripper = Optional.ofNullable(builder.gripper);
    this.substeps = builder.substeps;
    this.carriesWeight = builder.carriesWeight;
  }

  /** Starts the description of an arm. */
  public static Builder builder() {
    return new Builder();
  }

  /** The joints, in the order of actions and commands. */
  public List<Joint> joints() {
    return joints;
  }

  /** Number of joints, without the gripper. */
  public int jointCount() {
    return joints.size();
  }

  Optional<Gripper> gripper() {
    return gripper;
  }

  int substeps() {
    return substeps;
  }

  boolean carriesWeight() {
    return carriesWeight;
  }

  /** The command of all controllers that end in joint targets. */
  CommandSpec positionCommand() {
    return command("_target", "", CommandSpec.Kind.POSITION);
  }

  CommandSpec command(String nameSuffix, String unitSuffix, CommandSpec.Kind kind) {
    Stream<Component> ofJoints =
        joints.stream()
            .map(
                each ->
                    new Component(
                        each.name() + nameSuffix,
                        each.unit() + unitSuffix,
                        kind,
                        CommandSpec.Tracked.joint(each.name())));
    return new CommandSpec(
        Stream.concat(ofJoints, gripper.map(Gripper::component).stream()).toList());
  }

  double[] low() {
    return joints.stream().mapToDouble(Joint::low).toArray();
  }

  double[] high() {
    return joints.stream().mapToDouble(Joint::high).toArray();
  }

  /** Describes an arm from its base to its tip. */
  public static final class Builder {

    private final List<Joint> joints = new ArrayList<>();
    private Gripper gripper;
    private int substeps = 1;
    private boolean carriesWeight;

    private Builder() {}

    /** Adds a hinge; targets are kept within these radians. */
    public Builder hinge(String name, String actuator, double low, double high) {
      return add(new Joint(name, actuator, "rad", low, high));
    }

    /** Adds a slide; targets are kept within these metres. */
    public Builder slide(String name, String actuator, double low, double high) {
      return add(new Joint(name, actuator, "m", low, high));
    }

    private Builder add(Joint joint) {
      if (!(joint.low() < joint.high())) {
        throw new IllegalArgumentException(
            "targets of joint %s are within %s..%s; expected the lower end first"
                .formatted(joint.name(), joint.low(), joint.high()));
      }
      joints.add(joint);
      return this;
    }

    /** Adds a gripper, whose action is the last number of the arm's. */
    public Builder gripper(Gripper fingers) {
      gripper = fingers;
      return this;
    }

    /** Physics steps per control period; 1 unless it is called. */
    public Builder substeps(int count) {
      if (count < 1) {
        throw new IllegalArgumentException(
            "a control period has %d physics steps; expected 1 or more".formatted(count));
      }
      substeps = count;
      return this;
    }

    /**
     * Position servos aim beyond their targets by the torque that gravity and motion ask for,
     * divided by the servo's stiffness in the compiled scene, so that the arm does not sag. The
     * torque is that at the end of the control period before, less what the scene compensates.
     */
    public Builder carryingItsWeight() {
      carriesWeight = true;
      return this;
    }

    /** The arm. */
    public ServoArm build() {
      if (joints.isEmpty()) {
        throw new IllegalArgumentException("an arm needs at least one joint");
      }
      return new ServoArm(this);
    }
  }
}
