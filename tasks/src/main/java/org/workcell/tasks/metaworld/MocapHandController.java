package org.workcell.tasks.metaworld;

import java.util.List;
import java.util.Optional;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.control.CommandSpec.Component;
import org.workcell.sim.control.CommandSpec.Tracked;
import org.workcell.sim.control.Controller;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.tasks.common.Box;

/**
 * Moves the hand by moving the motion-capture body it is welded to. An action is a displacement of
 * that body, in units of 1 cm, and the gripper's effort (-1 opens, 1 closes); a command is the
 * body's new place and the effort. The target lives in the physics, so there is nothing else to
 * save. One thread at a time; allocates nothing.
 */
final class MocapHandController implements Controller {

  /** Physics steps per control period. */
  static final int SUBSTEPS = 5;

  private static final String TARGET = "mocap";
  private static final String HAND = "hand";

  private static final CommandSpec COMMAND =
      new CommandSpec(
          List.of(
              new Component("hand_target_x", "m", CommandSpec.Kind.POSITION, Tracked.body(HAND, 0)),
              new Component("hand_target_y", "m", CommandSpec.Kind.POSITION, Tracked.body(HAND, 1)),
              new Component("hand_target_z", "m", CommandSpec.Kind.POSITION, Tracked.body(HAND, 2)),
              new Component("gripper_effort", "1", CommandSpec.Kind.EFFORT)),
          Optional.of(TARGET));

  private static final double METRES_PER_UNIT = 0.01;
  private static final int GRIPPER = 3;

  /** Points the hand downwards; the engine normalises it. */
  private static final double[] DOWNWARDS_QUAT_WXYZ = {1, 0, 1, 0};

  private final Box handLimits;
  private final boolean singlePrecision;
  private final int mocap;

  MocapHandController(Box handLimits, MetaWorldSettings settings, Physics physics) {
    this.handLimits = handLimits;
    this.singlePrecision = settings.compat() && settings.actionType() == DataType.FLOAT32;
    this.mocap = physics.scene().mocap(TARGET);
  }

  @Override
  public CommandSpec commandSpec() {
    return COMMAND;
  }

  /** What {@link #commandSpec} of every controller of this kind returns. */
  static CommandSpec command() {
    return COMMAND;
  }

  @Override
  public void toCommand(double[] action, Physics physics, double[] command) {
    for (int axis = 0; axis < 3; axis++) {
      double target = physics.mocapPos().get(mocap, axis) + displacement(action[axis]);
      command[axis] = clip(target, handLimits.low()[axis], handLimits.high()[axis]);
    }
    command[GRIPPER] = action[GRIPPER];
  }

  /** Upstream multiplies an array of single precision, and the product stays of that type. */
  private double displacement(double action) {
    double clipped = clip(action, -1, 1);
    return singlePrecision ? (float) clipped * (float) METRES_PER_UNIT : clipped * METRES_PER_UNIT;
  }

  private static double clip(double value, double low, double high) {
    return Math.min(Math.max(value, low), high);
  }

  @Override
  public void advance(double[] command, Physics physics) {
    physics.mocapPos().writeRow(mocap, command);
    physics.mocapQuat().writeRow(mocap, DOWNWARDS_QUAT_WXYZ);
    physics.ctrl().set(0, command[GRIPPER]);
    physics.ctrl().set(1, -command[GRIPPER]);
    physics.step(SUBSTEPS);
  }

  @Override
  public void save(StateWriter writer) {
    // The motion-capture body is part of the physics state.
  }

  @Override
  public void load(StateReader reader) {
    // The motion-capture body is part of the physics state.
  }
}
