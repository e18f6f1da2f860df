package org.workcell.sim.control;

import java.util.Arrays;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Moves the joints of an arm to positions by position servos. An action is one number for each
 * joint and one for the gripper, if there is one; a command is the targets that they lead to,
 * within the arm's limits. One thread at a time; allocates nothing.
 */
public final class JointPositionController implements Controller {

  private enum Meaning {
    ABSOLUTE,
    NORMALIZED,
    DELTA
  }

  private final Factory factory;
  private final ArmDrive drive;
  private final double[] targets;

  private JointPositionController(Factory factory, Physics physics) {
    this.factory = factory;
    this.drive = new ArmDrive(factory.arm, ArmDrive.Servo.POSITION, physics);
    this.targets = new double[drive.joints()];
  }

  /** Starts the settings of controllers of this kind; actions are absolute positions. */
  public static Builder builder(ServoArm arm) {
    return new Builder(arm);
  }

  @Override
  public void start(Physics physics) {
    drive.start();
    drive.readPositions(physics, targets);
  }

  @Override
  public CommandSpec commandSpec() {
    return factory.command;
  }

  @Override
  public void toCommand(double[] action, Physics physics, double[] command) {
    drive.requireStarted();
    for (int i = 0; i < drive.joints(); i++) {
      command[i] = drive.clip(i, target(i, action[i], physics));
      targets[i] = command[i];
    }
    drive.interpretGripper(action, command);
  }

  private double target(int joint, double action, Physics physics) {
    return switch (factory.meaning) {
      case ABSOLUTE -> action;
      case NORMALIZED -> {
        double share = (Ranges.clip(action, -1, 1) + 1) / 2;
        yield drive.low(joint) + share * (drive.high(joint) - drive.low(joint));
      }
      case DELTA -> {
        double limit = factory.actionLimit;
        double delta = factory.unitsPerAction * Ranges.clip(action, -limit, limit);
        boolean measured = factory.origin == DeltaOrigin.MEASURED;
        yield (measured ? drive.position(physics, joint) : targets[joint]) + delta;
      }
    };
  }

  @Override
  public void advance(double[] command, Physics physics) {
    drive.aim(command, physics);
    drive.advance(command, physics);
  }

  @Override
  public void save(StateWriter writer) {
    drive.save(writer);
    writer.putDoubles(targets);
  }

  @Override
  public void load(StateReader reader) {
    drive.load(reader);
    reader.getDoubles(targets);
  }

  /** Settings of controllers of this kind; immutable. */
  private static final class Factory implements ControllerFactory<JointPositionController> {

    private final ServoArm arm;
    private final Meaning meaning;
    private final double unitsPerAction;
    private final double actionLimit;
    private final DeltaOrigin origin;
    private final CommandSpec command;

    Factory(Builder builder) {
      this.arm = builder.arm;
      this.meaning = builder.meaning;
      this.unitsPerAction = builder.unitsPerAction;
      this.actionLimit = builder.actionLimit;
      this.origin = builder.origin;
      this.command = arm.positionCommand();
    }

    @Override
    public BlockSpec actionSpace(String name, DataType type) {
      double[] low = arm.low();
      double[] high = arm.high();
      if (meaning != Meaning.ABSOLUTE) {
        double limit = meaning == Meaning.DELTA ? actionLimit : 1;
        Arrays.fill(low, -limit);
        Arrays.fill(high, limit);
      }
      return ActionSpaces.of(name, type, low, high, arm);
    }

    @Override
    public CommandSpec commandSpec() {
      return command;
    }

    @Override
    public JointPositionController newController(Physics physics) {
      return new JointPositionController(this, physics);
    }
  }

  /** Says what actions mean. */
  public static final class Builder {

    private final ServoArm arm;
    private Meaning meaning = Meaning.ABSOLUTE;
    private double unitsPerAction = 1;
    private double actionLimit = 1;
    private DeltaOrigin origin = DeltaOrigin.MEASURED;

    private Builder(ServoArm arm) {
      this.arm = arm;
    }

    /** Actions are positions in radians and metres. */
    public Builder absolute() {
      meaning = Meaning.ABSOLUTE;
      return this;
    }

    /** Actions from -1 to 1 are positions from one end of the arm's limits to the other. */
    public Builder normalized() {
      meaning = Meaning.NORMALIZED;
      return this;
    }

    /**
     * Actions are changes of position.
     *
     * @param radiansPerAction what an action of 1 is, radians or metres
     * @param limit actions are clipped to this size
     */
    public Builder delta(double radiansPerAction, double limit, DeltaOrigin addedTo) {
      meaning = Meaning.DELTA;
      unitsPerAction = radiansPerAction;
      actionLimit = limit;
      origin = addedTo;
      return this;
    }

    /** A factory of such controllers. */
    public ControllerFactory<JointPositionController> build() {
      return new Factory(this);
    }
  }
}
