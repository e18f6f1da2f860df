package org.workcell.sim.control;

import org.workcell.sim.kinematics.InverseKinematics;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.PoseTarget;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Moves the end effector of an arm to poses: inverse kinematics finds the joint targets, position
 * servos seek them. An action is a position (3 numbers, metres), a rotation ({@link RotationForm})
 * and one number for the gripper, if there is one. A command is the joint targets, so that filters
 * and robots see the same command whatever the action is.
 *
 * <p>The search starts from the joints as measured, or from the last targets where deltas are added
 * to these. Where a pose is out of reach, the command is the nearest that the search came to, and
 * {@link #reached} says so. Links are those of the compiled scene: an episode may move the arm's
 * base, but model edits of its links are not seen. One thread at a time; allocates nothing.
 */
public final class EndEffectorPoseController implements Controller {

  private final EndEffectorPoseFactory factory;
  private final ArmDrive drive;
  private final SerialChain chain;
  private final InverseKinematics inverse;
  private final int baseBody;
  private final PoseTarget target = new PoseTarget();
  private final Pose origin = new Pose();
  private final double[] targets;
  private final double[] given = new double[3];
  private final double[] axisAngle = new double[3];
  private final double[] worldDelta = new double[3];
  private final double[] turn = new double[9];
  private boolean reached = true;

  EndEffectorPoseController(EndEffectorPoseFactory factory, Physics physics) {
    this.factory = factory;
    this.drive = new ArmDrive(factory.arm(), ArmDrive.Servo.POSITION, physics);
    this.chain = factory.newChain(physics.scene());
    this.inverse = factory.newInverse(chain);
    this.baseBody = physics.scene().body(factory.base());
    this.targets = new double[drive.joints()];
  }

  /**
   * Starts the settings of controllers of this kind.
   *
   * @param base name of the body that carries the arm and stands still
   * @param site name of the site that is moved
   */
  public static EndEffectorPoseBuilder builder(ServoArm arm, String base, String site) {
    return new EndEffectorPoseBuilder(arm, base, site);
  }

  /** An episode begins: deltas are added to where the arm is. */
  @Override
  public void start(Physics physics) {
    drive.start();
    drive.readPositions(physics, targets);
    measureTip(physics, target.pose());
    reached = true;
  }

  @Override
  public CommandSpec commandSpec() {
    return factory.commandSpec();
  }

  /** Whether the last action's pose was found within the solver's tolerances. */
  public boolean reached() {
    return reached;
  }

  /**
   * Where the last action asked the end effector to be, or the nearest to it that was found; a live
   * view, to be read only.
   */
  public Pose target() {
    return target.pose();
  }

  @Override
  public void toCommand(double[] action, Physics physics, double[] command) {
    drive.requireStarted();
    moveBase(physics);
    boolean measured = factory.startsFromMeasured();
    if (measured) {
      drive.readPositions(physics, targets);
    }
    aimAt(action, measured);
    reached = inverse.solve(target, targets);
    for (int i = 0; i < drive.joints(); i++) {
      targets[i] = drive.clip(i, targets[i]);
      command[i] = targets[i];
    }
    if (!reached) {
      // What is out of reach must not add up from action to action.
      chain.compute(targets);
      target.pose().set(chain.tip());
    }
    drive.interpretGripper(action, command);
  }

  /** The base may stand elsewhere in each episode. */
  private void moveBase(Physics physics) {
    physics.bodyPos().readRow(baseBody, chain.base().position());
    physics.bodyMat().readRow(baseBody, chain.base().rotation());
  }

  private void measureTip(Physics physics, Pose pose) {
    moveBase(physics);
    chain.compute(targets);
    pose.set(chain.tip());
  }

  private void aimAt(double[] action, boolean measured) {
    Pose pose = target.pose();
    if (measured) {
      chain.compute(targets);
      origin.set(chain.tip());
    } else {
      origin.set(pose);
    }
    factory.read(action, given, axisAngle, turn);
    if (factory.isAbsolute()) {
      System.arraycopy(given, 0, pose.position(), 0, 3);
      if (factory.turns(action)) {
        System.arraycopy(turn, 0, pose.rotation(), 0, 9);
      }
    } else if (factory.isOwnFrame()) {
      Rotations.toWorld(origin.rotation(), given, worldDelta);
      add(worldDelta, pose);
      Rotations.multiply(origin.rotation(), turn, pose.rotation());
    } else {
      add(given, pose);
      Rotations.multiply(turn, origin.rotation(), pose.rotation());
    }
    factory.keepInWorkspace(pose.position());
  }

  private void add(double[] displacement, Pose pose) {
    for (int i = 0; i < 3; i++) {
      pose.position()[i] = origin.position()[i] + displacement[i];
    }
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
    writer.putDoubles(target.pose().position());
    writer.putDoubles(target.pose().rotation());
    writer.putBoolean(reached);
  }

  @Override
  public void load(StateReader reader) {
    drive.load(reader);
    reader.getDoubles(targets);
    reader.getDoubles(target.pose().position());
    reader.getDoubles(target.pose().rotation());
    reached = reader.getBoolean();
  }
}
