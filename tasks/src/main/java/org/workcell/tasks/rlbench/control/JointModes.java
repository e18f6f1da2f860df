package org.workcell.tasks.rlbench.control;

import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.control.Controller;
import org.workcell.sim.control.ControllerFactory;
import org.workcell.sim.control.DeltaOrigin;
import org.workcell.sim.control.Gripper;
import org.workcell.sim.control.JointPositionController;
import org.workcell.sim.control.JointVelocityController;
import org.workcell.sim.control.ServoArm;
import org.workcell.sim.physics.Physics;

/** Controllers, action spaces and commands of all modes. */
public final class JointModes {

  /** Largest change of a joint in {@link ArmMode#JOINT_DELTA}, radians. */
  public static final double DELTA_RADIANS = 0.1;

  /** Largest velocity in {@link ArmMode#JOINT_VELOCITY}, rad/s. */
  public static final double RADIANS_PER_SECOND = 2;

  private static final double METRES = 2;

  private JointModes() {}

  /** Actions of a mode: the arm's numbers, then the gripper's. */
  public static BlockSpec action(ArmMode mode, boolean continuousGripper) {
    if (mode == ArmMode.JOINT_TORQUE) {
      return TorqueController.action(continuousGripper);
    }
    if (!mode.isMacro()) {
      return factory(mode, continuousGripper).actionSpace("action", DataType.FLOAT64);
    }
    int numbers = mode.armNumbers();
    double[] low = new double[numbers + 1];
    double[] high = new double[numbers + 1];
    for (int i = 0; i < numbers; i++) {
      double bound = i < 3 && mode != ArmMode.LAMP ? METRES : 1;
      low[i] = -bound;
      high[i] = bound;
    }
    high[numbers] = continuousGripper ? TabletopRobot.OPEN_METRES : 1;
    return BlockSpec.vector("action", DataType.FLOAT64, low, high);
  }

  /** Commands of a mode. */
  public static CommandSpec command(ArmMode mode, boolean continuousGripper) {
    if (mode == ArmMode.JOINT_TORQUE) {
      return TorqueController.command();
    }
    return mode.isMacro()
        ? MacroController.command()
        : factory(mode, continuousGripper).commandSpec();
  }

  /** A controller of one control step per action. */
  public static Controller newController(ArmMode mode, boolean continuousGripper, Physics physics) {
    return mode == ArmMode.JOINT_TORQUE
        ? new TorqueController(continuousGripper, physics)
        : factory(mode, continuousGripper).newController(physics);
  }

  private static ControllerFactory<? extends Controller> factory(
      ArmMode mode, boolean continuousGripper) {
    ServoArm arm =
        continuousGripper
            ? TabletopRobot.arm(Gripper.Action.METRES, false)
            : TabletopRobot.arm(Gripper.Action.DISCRETE, true);
    return switch (mode) {
      case JOINT_DELTA ->
          JointPositionController.builder(arm)
              .delta(1, DELTA_RADIANS, DeltaOrigin.MEASURED)
              .build();
      case JOINT_POSITION -> JointPositionController.builder(arm).absolute().build();
      case JOINT_VELOCITY ->
          JointVelocityController.builder(arm)
              .speedPerAction(RADIANS_PER_SECOND)
              .positionServos(DeltaOrigin.TARGET)
              .build();
      default -> throw new IllegalArgumentException(mode + " takes more than one control step");
    };
  }
}
