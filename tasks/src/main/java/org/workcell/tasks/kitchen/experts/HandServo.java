package org.workcell.tasks.kitchen.experts;

import java.util.Arrays;

/**
 * Chooses joint velocities that bring the hand towards a pose: damped least squares (Nakamura and
 * Hanafusa, 1986) over the joints that are not at the end of their range, with what is left of
 * freedom spent on a posture. Learns from each step how far gravity and contacts hold joints back,
 * and adds that. One thread at a time; allocates nothing.
 */
final class HandServo {

  private static final int JOINTS = PandaKinematics.JOINTS;
  private static final int ROWS = 6;

  /** Radians that a joint moves in one step of action 1, were it neither lazy nor too weak. */
  private static final double[] STEP = {0.112, 0.112, 0.112, 0.112, 0.13, 0.13, 0.13};

  /** The share of action 1 at which motors reach their limit. */
  private static final double SATURATION = 0.62;

  private static final double LEARNING_RATE = 0.25;
  private static final double LARGEST_HOLD = 0.05;

  /** Weighted turns below this are as good as none. */
  private static final double TURNED = 0.12;

  private static final double FARTHEST_TURN = 0.25;
  private static final double DAMPING = 0.05 * 0.05;
  private static final double POSTURE_GAIN = 0.15;
  private static final double RANGE_MARGIN = 0.01;

  /** Where freedom that the hand's pose leaves is spent. */
  private static final double[] POSTURE = {0.148, -1.4, 1.84, -2.2, 0.26, 0.7, 1.595};

  /** Metres or radians that a finger is told to move in one step of action 1. */
  private static final double FINGER_STEP = 0.16;

  private final PandaKinematics kinematics = new PandaKinematics();
  private final double[] error = new double[ROWS];
  private final double[][] jacobian = new double[ROWS][JOINTS];
  private final double[][] normal = new double[ROWS][ROWS];
  private final double[] right = new double[ROWS];
  private final boolean[] free = new boolean[JOINTS];
  private final double[] change = new double[JOINTS];
  private final double[] posture = new double[JOINTS];
  private final double[] held = new double[JOINTS];
  private final double[] expected = new double[JOINTS];
  private final double[] previous = new double[JOINTS];
  private final double[] moves = new double[3];
  private final double[] turns = new double[3];
  private final double[] turnsOfHand = new double[3];
  private boolean moved;
  private double turnError;

  /** Forgets what was learned. */
  void start() {
    moved = false;
    Arrays.fill(held, 0);
  }

  /** Whether the hand was as near to a pose, and turned as it says, as of the last step. */
  boolean reached(Pose pose, double distance) {
    return distanceTo(pose.position) < distance && turnError < TURNED;
  }

  private double distanceTo(double[] target) {
    double squares = 0;
    for (int i = 0; i < 3; i++) {
      double difference = target[i] - kinematics.position()[i];
      squares += difference * difference;
    }
    return Math.sqrt(squares);
  }

  /** Takes note of where the robot is: positions of its seven joints and two fingers. */
  void see(double[] robot) {
    kinematics.compute(robot);
  }

  /**
   * Writes an action after {@link #see}.
   *
   * @param robot where the robot is
   * @param pose where the hand is to be
   * @param action nine velocities in the units of the task
   */
  void act(double[] robot, Pose pose, double[] action) {
    learn(robot);
    readError(pose);
    readJacobian(pose);
    solve(robot);
    for (int i = 0; i < JOINTS; i++) {
      expected[i] = STEP[i] * clip(change[i] / STEP[i], SATURATION);
      previous[i] = robot[i];
      action[i] = clip((change[i] + held[i]) / STEP[i], 1);
    }
    moved = true;
    for (int i = JOINTS; i < action.length; i++) {
      action[i] = clip((pose.opening - robot[i]) / FINGER_STEP, 1);
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

  private void readError(Pose pose) {
    double distance = distanceTo(pose.position);
    double scale = distance > pose.pace ? pose.pace / distance : 1;
    Rotations.difference(kinematics.rotation(), pose.rotation, turns);
    turnError = 0;
    for (int i = 0; i < 3; i++) {
      turnError = Math.max(turnError, Math.abs(pose.turnWeights[i] * turns[i]));
      error[i] = scale * (pose.position[i] - kinematics.position()[i]);
      error[3 + i] = pose.turnWeights[i] * clip(turns[i], FARTHEST_TURN);
    }
  }

  private void readJacobian(Pose pose) {
    for (int joint = 0; joint < JOINTS; joint++) {
      kinematics.jacobian(joint, moves, turns);
      Rotations.toFrame(pose.rotation, turns, turnsOfHand);
      for (int i = 0; i < 3; i++) {
        jacobian[i][joint] = moves[i];
        jacobian[3 + i][joint] = pose.turnWeights[i] * turnsOfHand[i];
      }
    }
  }

  /** Joints that would leave their range are put to its end, and the others solve for the rest. */
  private void solve(double[] robot) {
    Arrays.fill(free, true);
    Arrays.fill(change, 0);
    for (int i = 0; i < JOINTS; i++) {
      posture[i] = POSTURE_GAIN * (POSTURE[i] - robot[i]);
    }
    boolean again = true;
    for (int attempt = 0; again && attempt < 4; attempt++) {
      solveFree();
      again = bindJoints(robot);
    }
  }

  /** The change of free joints is the posture's, and least squares for what it leaves undone. */
  private void solveFree() {
    for (int row = 0; row < ROWS; row++) {
      double done = 0;
      for (int joint = 0; joint < JOINTS; joint++) {
        done += jacobian[row][joint] * (free[joint] ? posture[joint] : change[joint]);
      }
      right[row] = error[row] - done;
      for (int other = 0; other <= row; other++) {
        double sum = row == other ? DAMPING : 0;
        for (int joint = 0; joint < JOINTS; joint++) {
          sum += free[joint] ? jacobian[row][joint] * jacobian[other][joint] : 0;
        }
        normal[row][other] = sum;
      }
    }
    Cholesky.solve(normal, right);
    for (int joint = 0; joint < JOINTS; joint++) {
      if (free[joint]) {
        change[joint] = posture[joint];
        for (int row = 0; row < ROWS; row++) {
          change[joint] += jacobian[row][joint] * right[row];
        }
      }
    }
  }

  private boolean bindJoints(double[] robot) {
    boolean bound = false;
    for (int i = 0; i < JOINTS; i++) {
      double lowest = PandaKinematics.LOW[i] + RANGE_MARGIN - robot[i];
      double highest = PandaKinematics.HIGH[i] - RANGE_MARGIN - robot[i];
      double within = Math.min(Math.max(change[i], lowest), highest);
      if (free[i] && within != change[i]) {
        free[i] = false;
        bound = true;
      }
      change[i] = within;
    }
    return bound;
  }
}
