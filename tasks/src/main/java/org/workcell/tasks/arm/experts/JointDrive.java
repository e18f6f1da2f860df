package org.workcell.tasks.arm.experts;

import java.util.Arrays;
import org.workcell.sim.batch.Observation;
import org.workcell.tasks.arm.robot.ArmRobot;

/**
 * Makes actions of joint positions and velocities that are wanted. Aims ahead by what the servos
 * lag behind, and adds what weight and friction hold back, which it learns from each step. One
 * thread at a time; allocates nothing.
 */
public final class JointDrive {

  private static final double LEARNING_RATE = 3;
  private static final double LARGEST_HOLD = 0.12;

  private final double unitsPerAction;
  private final double periodSeconds;
  private final double[] low;
  private final double[] high;
  private final double[] lag;
  private final double[] positions;
  private final double[] last;
  private final double[] held;
  private final double[] wantedBefore;
  private final double[] velocityBefore;
  private final boolean gripper;
  private boolean moved;

  /**
   * A drive of an arm.
   *
   * @param unitsPerAction how far an action of 1 moves a joint's target, rad or m; 0 where actions
   *     are positions
   * @param periodSeconds time between two actions
   */
  public JointDrive(ArmRobot robot, double unitsPerAction, double periodSeconds) {
    this.unitsPerAction = unitsPerAction;
    this.periodSeconds = periodSeconds;
    this.low = robot.low();
    this.high = robot.high();
    this.lag = robot.joints().stream().mapToDouble(ArmRobot.Joint::lagSeconds).toArray();
    int joints = robot.jointCount();
    this.gripper = robot.gripper().isPresent();
    this.positions = new double[joints];
    this.last = new double[joints + (gripper ? 1 : 0)];
    this.held = new double[joints];
    this.wantedBefore = new double[joints];
    this.velocityBefore = new double[joints];
  }

  /** Forgets what was learned. */
  void start() {
    Arrays.fill(held, 0);
    moved = false;
  }

  /** Time between two actions. */
  double periodSeconds() {
    return periodSeconds;
  }

  /** Positions of the joints as last observed; a live view. */
  double[] positions() {
    return positions;
  }

  /** Reads where the joints are and what they were told. */
  void look(Observation observation) {
    observation.read(ArmView.POSITIONS, positions);
    observation.read(ArmView.COMMAND, last);
  }

  /**
   * Writes an action.
   *
   * @param wanted positions of the joints at the end of this step
   * @param velocity their velocities then, rad/s or m/s
   */
  void act(double[] wanted, double[] velocity, double[] action) {
    for (int i = 0; i < wanted.length; i++) {
      if (moved) {
        double missing = wantedBefore[i] - positions[i];
        double rate = Math.min(LEARNING_RATE * periodSeconds, 1);
        // While a joint moves fast, what is missing is lag and not weight.
        double share = Math.max(0, 1 - 2 * Math.abs(velocityBefore[i]));
        held[i] = clip(held[i] + rate * share * missing, -LARGEST_HOLD, LARGEST_HOLD);
      }
      wantedBefore[i] = wanted[i];
      velocityBefore[i] = velocity[i];
      double target = clip(wanted[i] + velocity[i] * lag[i] + held[i], low[i], high[i]);
      double numbers =
          unitsPerAction > 0
              ? (target - last[i]) / unitsPerAction
              : 2 * (target - low[i]) / (high[i] - low[i]) - 1;
      action[i] = clip(numbers, -1, 1);
    }
    if (gripper) {
      action[wanted.length] = 1;
    }
    moved = true;
  }

  private static double clip(double value, double lowest, double highest) {
    return Math.min(Math.max(value, lowest), highest);
  }
}
