package org.workcell.sim.control;

import java.util.Arrays;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Moves the joints of an arm at velocities. An action is one number for each joint and one for the
 * gripper, if there is one; a command is the velocities. Velocity servos take them as they are; for
 * position servos they are integrated over each control period to targets within the arm's limits.
 * One thread at a time; allocates nothing.
 */
public final class JointVelocityController implements Controller {

  private final Factory factory;
  private final ArmDrive drive;
  private final double[] targets;

  private JointVelocityController(Factory factory, Physics physics) {
    this.factory = factory;
    this.drive = new ArmDrive(factory.arm, factory.servo, physics);
    this.targets = new double[drive.joints()];
  }

  /** Starts the settings of controllers of this kind, for position servos and from the target. */
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
      command[i] = factory.speedPerAction * Ranges.clip(action[i], -1, 1);
    }
    drive.interpretGripper(action, command);
  }

  @Override
  public void advance(double[] command, Physics physics) {
    if (factory.servo == ArmDrive.Servo.VELOCITY) {
      drive.run(command, physics);
    } else {
      integrate(command, physics);
      drive.aim(targets, physics);
    }
    drive.advance(command, physics);
  }

  private void integrate(double[] command, Physics physics) {
    boolean measured = factory.origin == DeltaOrigin.MEASURED;
    for (int i = 0; i < drive.joints(); i++) {
      double from = measured ? drive.position(physics, i) : targets[i];
      targets[i] = drive.clip(i, from + command[i] * drive.periodSeconds());
    }
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
  private static final class Factory implements ControllerFactory<JointVelocityController> {

    private final ServoArm arm;
    private final ArmDrive.Servo servo;
    private final double speedPerAction;
    private final DeltaOrigin origin;
    private final CommandSpec command;

    Factory(Builder builder) {
      this.arm = builder.arm;
      this.servo = builder.servo;
      this.speedPerAction = builder.speedPerAction;
      this.origin = builder.origin;
      this.command = arm.command("_velocity", "/s", CommandSpec.Kind.VELOCITY);
    }

    @Override
    public BlockSpec actionSpace(String name, DataType type) {
      double[] low = new double[arm.jointCount()];
      double[] high = new double[arm.jointCount()];
      Arrays.fill(low, -1);
      Arrays.fill(high, 1);
      return ActionSpaces.of(name, type, low, high, arm);
    }

    @Override
    public CommandSpec commandSpec() {
      return command;
    }

    @Override
    public JointVelocityController newController(Physics physics) {
      return new JointVelocityController(this, physics);
    }
  }

  /** Says what actions mean and what carries them out. */
  public static final class Builder {

    private final ServoArm arm;
    private ArmDrive.Servo servo = ArmDrive.Servo.POSITION;
    private double speedPerAction = 1;
    private DeltaOrigin origin = DeltaOrigin.TARGET;

    private Builder(ServoArm arm) {
      this.arm = arm;
    }

    /** What an action of 1 is, rad/s or m/s; 1 unless it is called. Actions are clipped to 1. */
    public Builder speedPerAction(double radiansPerSecond) {
      speedPerAction = radiansPerSecond;
      return this;
    }

    /**
     * The servos hold positions. Integration from the last target keeps the velocity whatever load
     * the arm carries, and adds up while it is blocked; from the measured position, the other way
     * round.
     */
    public Builder positionServos(DeltaOrigin integratedFrom) {
      servo = ArmDrive.Servo.POSITION;
      origin = integratedFrom;
      return this;
    }

    /** The servos hold velocities. */
    public Builder velocityServos() {
      servo = ArmDrive.Servo.VELOCITY;
      return this;
    }

    /** A factory of such controllers. */
    public ControllerFactory<JointVelocityController> build() {
      return new Factory(this);
    }
  }
}
