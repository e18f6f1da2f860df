package org.workcell.tasks.rlbench.control;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.control.CommandSpec.Component;
import org.workcell.sim.control.CommandSpec.Kind;
import org.workcell.sim.control.CommandSpec.Tracked;
import org.workcell.sim.control.Controller;
import org.workcell.sim.control.Gripper;
import org.workcell.sim.control.JointPositionController;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.planning.TimedPath;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Takes the tip to a pose, then moves the fingers: a macro action of as many control steps as that
 * needs (RLBench's {@code EndEffectorPoseViaPlanning} and {@code ViaIK} with {@code Discrete}). A
 * command is the pose in the world and the opening of each finger. What cannot be carried out
 * changes nothing and is told by {@link #invalid}. One thread at a time.
 */
public final class MacroController implements Controller {

  private static final int POSITION = 0;
  private static final int ROTATION = 3;
  private static final int OPENING = 7;
  private static final double UNIT_TOLERANCE = 1e-3;
  private static final double MODEL_TOLERANCE = 1e-9;

  private final MacroOptions options;
  private final JointPositionController joints;
  private final SerialChain chain;
  private final PathSearch search;
  private final MacroMotion motion;
  private final Pose tip = new Pose();
  private final Pose target = new Pose();
  private final double[] measured = new double[TabletopRobot.JOINTS];
  private final double[] numbers = new double[3];
  private final double[] turned = new double[9];
  private final double[] quatWxyz = new double[4];
  private final RandomStream draws = new RandomStream(0);
  private double startHeight;
  private double opening = TabletopRobot.OPEN_METRES;
  private InvalidAction invalid = InvalidAction.NONE;
  private int controlSteps;
  private boolean sampled;

  /** A controller for one environment. */
  public MacroController(MacroOptions options, Physics physics, StepMonitor monitor) {
    this.options = options;
    this.joints =
        JointPositionController.builder(
                TabletopRobot.arm(Gripper.Action.METRES, !options.continuousGripper()))
            .absolute()
            .build()
            .newController(physics);
    this.chain = TabletopRobot.chain(physics.scene());
    this.search = new PathSearch(options, physics, monitor);
    this.motion = new MacroMotion(joints, monitor, physics);
  }

  /** What commands of macro actions mean. */
  public static CommandSpec command() {
    List<Component> all = new ArrayList<>();
    for (String axis : List.of("x", "y", "z")) {
      all.add(new Component("tip_" + axis, "m", Kind.POSITION));
    }
    for (String part : List.of("w", "x", "y", "z")) {
      all.add(new Component("tip_q" + part, "1", Kind.ORIENTATION));
    }
    all.add(new Component("gripper_opening", "m", Kind.POSITION, Tracked.joint("left_finger")));
    return new CommandSpec(all);
  }

  /** The episode's randomness of planning. */
  public void begin(RandomStream planning) {
    long[] state = new long[RandomStream.STATE_LONGS];
    planning.save(state, 0);
    draws.load(state, 0);
  }

  @Override
  public void start(Physics physics) {
    joints.start(physics);
    measureTip(physics);
    startHeight = tip.position()[2];
    opening = TabletopRobot.OPEN_METRES;
    invalid = InvalidAction.NONE;
    controlSteps = 0;
    sampled = false;
  }

  /** Why the last action was not carried out. */
  public InvalidAction invalid() {
    return invalid;
  }

  /** Control steps that the last action took. */
  public int controlSteps() {
    return controlSteps;
  }

  /** Whether the last action's path was sampled, as its straight line was not possible. */
  public boolean sampled() {
    return sampled;
  }

  @Override
  public CommandSpec commandSpec() {
    return command();
  }

  private void measureTip(Physics physics) {
    for (int i = 0; i < measured.length; i++) {
      measured[i] = physics.qpos().get(search.address(i));
    }
    chain.compute(measured);
    tip.set(chain.tip());
  }

  @Override
  public void toCommand(double[] action, Physics physics, double[] command) {
    measureTip(physics);
    invalid = InvalidAction.NONE;
    target.set(tip);
    if (options.mode() == ArmMode.LAMP) {
      interpretDisplacement(action);
    } else {
      interpretPose(action);
    }
    System.arraycopy(target.position(), 0, command, POSITION, 3);
    Rotations.toQuatWxyz(target.rotation(), quatWxyz);
    System.arraycopy(quatWxyz, 0, command, ROTATION, 4);
    command[OPENING] = opening(action[action.length - 1]);
  }

  private double opening(double number) {
    if (options.continuousGripper()) {
      return Math.min(Math.max(number, 0), TabletopRobot.OPEN_METRES);
    }
    return number > 0.5 ? TabletopRobot.OPEN_METRES : 0;
  }

  /** LAMP's height rule: an action that would lift the tip above its start does not change it. */
  private void interpretDisplacement(double[] action) {
    for (int i = 0; i < 3; i++) {
      double metres = Math.min(Math.max(action[i], -1), 1) * ArmMode.LAMP_METRES;
      boolean tooHigh = i == 2 && tip.position()[2] + metres >= startHeight;
      target.position()[i] += tooHigh ? 0 : metres;
    }
  }

  private void interpretPose(double[] action) {
    double length = Math.hypot(Math.hypot(action[3], action[4]), Math.hypot(action[5], action[6]));
    if (Math.abs(length - 1) > UNIT_TOLERANCE) {
      invalid = InvalidAction.NO_UNIT_QUATERNION;
      return;
    }
    Rotations.fromQuatXyzw(action, 3, turned);
    System.arraycopy(action, 0, numbers, 0, 3);
    if (!options.mode().isDelta()) {
      System.arraycopy(numbers, 0, target.position(), 0, 3);
      System.arraycopy(turned, 0, target.rotation(), 0, 9);
    } else if (options.tipFrame()) {
      Rotations.toWorld(tip.rotation(), numbers, target.position());
      for (int i = 0; i < 3; i++) {
        target.position()[i] += tip.position()[i];
      }
      Rotations.multiply(tip.rotation(), turned, target.rotation());
    } else {
      for (int i = 0; i < 3; i++) {
        target.position()[i] += numbers[i];
      }
      Rotations.multiply(turned, tip.rotation(), target.rotation());
    }
  }

  @Override
  public void advance(double[] command, Physics physics) {
    controlSteps = 0;
    sampled = false;
    if (invalid != InvalidAction.NONE) {
      return;
    }
    System.arraycopy(command, POSITION, target.position(), 0, 3);
    Rotations.fromQuatWxyz(command, ROTATION, target.rotation());
    if (Legal.isOutside(target.position(), options.mode(), MODEL_TOLERANCE)) {
      invalid = InvalidAction.OUTSIDE;
      return;
    }
    PathSearch.Found found = search.find(measured, target, draws);
    invalid = found.invalid();
    sampled = found.sampled();
    if (invalid == InvalidAction.NONE) {
      controlSteps = carryOut(found.path(), command[OPENING], physics);
    }
  }

  private int carryOut(TimedPath path, double wanted, Physics physics) {
    int steps = motion.follow(path, opening, physics);
    if (!motion.stopped() && wanted != opening) {
      steps += motion.moveFingers(wanted, wanted > opening, physics);
    }
    opening = motion.stopped() ? opening : wanted;
    return steps;
  }

  @Override
  public void save(StateWriter writer) {
    joints.save(writer);
    writer.putStream(draws);
    writer.putDouble(startHeight);
    writer.putDouble(opening);
    writer.putInt(invalid.ordinal());
    writer.putInt(controlSteps);
    writer.putBoolean(sampled);
  }

  @Override
  public void load(StateReader reader) {
    joints.load(reader);
    reader.getStream(draws);
    startHeight = reader.getDouble();
    opening = reader.getDouble();
    invalid = InvalidAction.values()[reader.getInt()];
    controlSteps = reader.getInt();
    sampled = reader.getBoolean();
  }
}
