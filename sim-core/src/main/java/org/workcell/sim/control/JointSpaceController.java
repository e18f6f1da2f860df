package org.workcell.sim.control;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Moves the joints of an arm with torque motors by displacements, and opens or closes a gripper at
 * a constant rate. An action is one number for each joint, from -1 to 1, and the gripper: closes
 * where positive, opens where negative, stays where zero. A command is the joint positions that the
 * displacements from the present ones lead to, in radians, and the gripper. Torques follow in every
 * physics step: accelerations towards the targets through the arm's inertia, bias forces
 * compensated. One thread at a time; nothing allocates.
 */
public final class JointSpaceController implements Controller {

  private final OperationalSpaceStage stage;
  private final double radiansPerUnit;
  private final int substeps;
  private final CommandSpec spec;
  private final RampedFingers fingers;
  private final int joints;

  private JointSpaceController(Builder builder) {
    this.stage = builder.stage;
    this.radiansPerUnit = builder.radiansPerUnit;
    this.substeps = builder.substeps;
    this.fingers = builder.fingers;
    this.joints = stage.joints();
    this.spec = command(stage.jointNames());
  }

  /** Collects what a controller is made of. */
  public static final class Builder {

    private final OperationalSpaceStage stage;
    private final RampedFingers fingers;
    private double radiansPerUnit = 1;
    private int substeps = 1;

    private Builder(Model scene, OperationalSpaceStage stage) {
      this.stage = stage;
      this.fingers = new RampedFingers(scene);
    }

    /** How far an action of 1 moves a joint's target. */
    public Builder actionScale(double radians) {
      radiansPerUnit = radians;
      return this;
    }

    /** Physics steps per action. */
    public Builder substeps(int count) {
      substeps = count;
      return this;
    }

    /** Adds a finger, as in {@link OperationalSpaceController.Builder#finger}. */
    public Builder finger(String actuator, double increment) {
      fingers.add(actuator, increment);
      return this;
    }

    /** The controller. */
    public JointSpaceController build() {
      return new JointSpaceController(this);
    }
  }

  /**
   * A controller around a stage of the same scene, made by {@link OperationalSpaceStage#ofJoints}.
   */
  public static Builder builder(Model scene, OperationalSpaceStage stage) {
    return new Builder(scene, stage);
  }

  /** The command of an arm with these joints. */
  public static CommandSpec command(List<String> joints) {
    List<CommandSpec.Component> components = new ArrayList<>();
    for (int i = 0; i < joints.size(); i++) {
      components.add(
          new CommandSpec.Component(
              "joint%d_target".formatted(i + 1),
              "rad",
              CommandSpec.Kind.POSITION,
              CommandSpec.Tracked.joint(joints.get(i))));
    }
    components.add(new CommandSpec.Component("gripper", "1", CommandSpec.Kind.EFFORT));
    return new CommandSpec(components);
  }

  @Override
  public CommandSpec commandSpec() {
    return spec;
  }

  @Override
  public List<ActuatorStage> stages() {
    List<ActuatorStage> all = new ArrayList<>();
    all.add(stage);
    all.addAll(fingers.stages());
    return all;
  }

  @Override
  public void toCommand(double[] action, Physics physics, double[] command) {
    for (int i = 0; i < joints; i++) {
      command[i] = stage.position(physics, i) + radiansPerUnit * Ranges.clip(action[i], -1, 1);
    }
    command[joints] = action[joints];
  }

  @Override
  public void advance(double[] command, Physics physics) {
    stage.usePosture(command);
    fingers.command(command[joints], physics);
    physics.step(substeps);
  }

  @Override
  public void save(StateWriter writer) {
    // Targets and ramp lie in the memory of the stages.
  }

  @Override
  public void load(StateReader reader) {
    // See save.
  }
}
