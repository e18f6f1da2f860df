package org.workcell.tasks.kitchen.experts;

import java.util.Arrays;
import org.workcell.sim.kinematics.InverseKinematics;
import org.workcell.tasks.robots.Panda;

/**
 * Chooses joint velocities that bring the hand towards a goal, by inverse kinematics. Learns from
 * each step how far gravity and contacts hold joints back, and adds that. One thread at a time;
 * allocates nothing.
 */
final class EndEffectorServo {

  private static final int JOINTS = Panda.JOINTS;

  /** Radians that a joint moves in one step of action 1, were it neither lazy nor too weak. */
  private static final double[] STEP = {0.112, 0.112, 0.112, 0.112, 0.13, 0.13, 0.13};

  /** The share of action 1 at which motors reach their limit. */
  private static final double SATURATION = 0.62;

  private static final double LEARNING_RATE = 0.25;
  private static final double LARGEST_HOLD = 0.05;

  /** Weighted turns below this are as good as none. */
  private static final double TURNED = 0.12;

  /** Where freedom that the hand's pose leaves is spent. */
  private static final double[] POSTURE = {0.148, -1.4, 1.84, -2.2, 0.26, 0.7, 1.595};

  /** Metres or radians that a finger is told to move in one step of action 1. */
  private static final double FINGER_STEP = 0.16;

  private final InverseKinematics inverse =
      InverseKinematics.builder(Panda.frankaKitchen().newChain())
          .posture(POSTURE)
          .postureGain(0.15)
          .limitMargin(0.01)
          .damping(0.05)
          .longestTurnRadians(0.25)
          .build();

  private final double[] change = new double[JOINTS];
  private final double[] held = new double[JOINTS];
  private final double[] expected = new double[JOINTS];
  private final double[] previous = new double[JOINTS];
  private boolean moved;

  /** Forgets what was learned. */
  void start() {
    moved = false;
    Arrays.fill(held, 0);
  }

  /** Whether the hand was this near to its goal, and turned as it says, before the last step. */
  boolean reached(double distance) {
    return inverse.positionErrorMetres() < distance && inverse.rotationErrorRadians() < TURNED;
  }

  /**
   * Writes an action.
   *
   * @param robot where the robot is: positions of its seven joints and two fingers
   * @param goal where the hand is to be
   * @param action nine velocities in the units of the task
   */
  void act(double[] robot, HandGoal goal, double[] action) {
    learn(robot);
    inverse.step(robot, goal.target, change);
    for (int i = 0; i < JOINTS; i++) {
      expected[i] = STEP[i] * clip(change[i] / STEP[i], SATURATION);
      previous[i] = robot[i];
      action[i] = clip((change[i] + held[i]) / STEP[i], 1);
    }
    moved = true;
    for (int i = JOINTS; i < action.length; i++) {
      action[i] = clip((goal.opening - robot[i]) / FINGER_STEP, 1);
    }
  }

  private static double clip(double value, double limit) {
    return Math.min(Math.max(value, -limit), limit);
  }

  private void learn(double[] robot) {
    for (int i = 0; moved && i < JOINTS; i++) {
      double missing = expected[i] - (robot[i] - previous[i]);
      held[i] = clip(held[i] + LEARNING_RATE * missing, LARGEST_HOLD);
    }
  }
}
