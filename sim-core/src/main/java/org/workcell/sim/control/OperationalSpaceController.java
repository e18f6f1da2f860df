package org.workcell.sim.control;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Moves an arm's end effector by displacements of its pose, with torques from operational-space
 * control in every physics step, and opens or closes a gripper at a constant rate. An action is
 * three translations and three rotations in world axes (or the hand's, if the builder says so),
 * each from -1 to 1, and the gripper: closes where positive, opens where negative, stays where
 * zero. A command is the same in metres and radians. The goal is set once per action from the pose
 * measured in its first physics step; without any rotation the goal's rotation stays that of the
 * last action that had one.
 *
 * <p>Rotations are rounded to single precision on the way to matrices, as in robosuite. One thread
 * at a time; nothing allocates.
 */
public final class OperationalSpaceController implements Controller {

  private static final int GRIPPER = 6;

  private static final List<String> AXES = List.of("x", "y", "z");

  private final OperationalSpaceStage stage;
  private final CommandSpec spec;
  private final double metresPerUnit;
  private final double radiansPerUnit;
  private final int substeps;
  private final boolean handFrame;
  private final RampedFingers fingers;
  private final double[] turn = new double[9];
  private final double[] hand = new double[9];

  private OperationalSpaceController(Builder builder) {
    this.stage = builder.stage;
    this.spec = command(stage.siteName());
    this.handFrame = builder.handFrame;
    this.metresPerUnit = builder.metresPerUnit;
    this.radiansPerUnit = builder.radiansPerUnit;
    this.substeps = builder.substeps;
    this.fingers = builder.fingers;
  }

  /** Collects what a controller is made of. */
  public static final class Builder {

    private final OperationalSpaceStage stage;
    private final RampedFingers fingers;
    private boolean handFrame;
    private double metresPerUnit = 1;
    private double radiansPerUnit = 1;
    private int substeps = 1;

    private Builder(Model scene, OperationalSpaceStage stage) {
      this.stage = stage;
      this.fingers = new RampedFingers(scene);
    }

    /** How far an action of 1 moves the goal. */
    public Builder actionScale(double metres, double radians) {
      metresPerUnit = metres;
      radiansPerUnit = radians;
      return this;
    }

    /**
     * Actions are in the axes of the controlled site as it is when the action arrives, instead of
     * those of the world; commands are in world axes in either case.
     */
    public Builder inHandFrame() {
      handFrame = true;
      return this;
    }

    /** Physics steps per action. */
    public Builder substeps(int count) {
      substeps = count;
      return this;
    }

    /**
     * Adds a finger with a position actuator that ramps between the ends of its control range.
     *
     * @param increment of a closing gripper, per physics step, of half the range
     */
    public Builder finger(String actuator, double increment) {
      fingers.add(actuator, increment);
      return this;
    }

    /** The controller. */
    public OperationalSpaceController build() {
      return new OperationalSpaceController(this);
    }
  }

  /** A controller around a stage of the same scene. */
  public static Builder builder(Model scene, OperationalSpaceStage stage) {
    return new Builder(scene, stage);
  }

  /**
   * The command of every controller of this kind.
   *
   * @param site name of the site that is moved
   */
  public static CommandSpec command(String site) {
    List<CommandSpec.Component> components = new ArrayList<>();
    for (String axis : AXES) {
      components.add(
          new CommandSpec.Component(
              "displacement_" + axis,
              "m",
              CommandSpec.Kind.POSITION,
              CommandSpec.Tracked.displacementOfSite(site, AXES.indexOf(axis))));
    }
    for (String axis : AXES) {
      components.add(
          new CommandSpec.Component("rotation_" + axis, "rad", CommandSpec.Kind.ORIENTATION));
    }
    components.add(new CommandSpec.Component("gripper", "1", CommandSpec.Kind.EFFORT));
    return new CommandSpec(components);
  }

  /** The stage with the goal. */
  public OperationalSpaceStage stage() {
    return stage;
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
    for (int i = 0; i < GRIPPER; i++) {
      double clipped = Math.max(-1, Math.min(1, action[i]));
      command[i] = clipped * (i < 3 ? metresPerUnit : radiansPerUnit);
    }
    if (handFrame) {
      stage.readRotation(physics, hand);
      rotate(command, 0);
      rotate(command, 3);
    }
    command[GRIPPER] = action[GRIPPER];
  }

  /** Turns three numbers from the hand's axes to the world's. */
  private void rotate(double[] vector, int first) {
    double x = vector[first];
    double y = vector[first + 1];
    double z = vector[first + 2];
    for (int i = 0; i < 3; i++) {
      vector[first + i] = hand[3 * i] * x + hand[3 * i + 1] * y + hand[3 * i + 2] * z;
    }
  }

  @Override
  public void advance(double[] command, Physics physics) {
    boolean turns = command[3] != 0 || command[4] != 0 || command[5] != 0;
    if (turns) {
      RotationVectors.toMatrix(command, 3, turn);
    }
    stage.displaceGoal(command, turns ? turn : null);
    fingers.command(command[GRIPPER], physics);
    physics.step(substeps);
  }

  @Override
  public void save(StateWriter writer) {
    // Goal and ramp lie in the memory of the stages.
  }

  @Override
  public void load(StateReader reader) {
    // See save.
  }
}
