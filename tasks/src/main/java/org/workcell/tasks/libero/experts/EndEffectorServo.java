package org.workcell.tasks.libero.experts;

import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.Rotations;

/**
 * Turns targets of the hand into actions: displacements in the world's axes, relative to where the
 * hand is measured. One thread at a time; allocates nothing.
 */
final class EndEffectorServo {

  /** Displacement asked for, of the distance to the target: above 1, as the arm lags behind. */
  private static final double POSITION_GAIN = 1.6;

  private static final double ROTATION_GAIN = 1.2;

  /** What the numbers 1 of an action mean. */
  private static final double METRES = 0.05;

  private static final double RADIANS = 0.5;

  /** Largest turn of an action, as a share of what is possible. */
  private static final double TURN = 0.5;

  private static final int GRIPPER = 6;

  private final double[] turn = new double[3];
  private final double[] worldTurn = new double[3];

  /** Writes an action. */
  void act(SceneView view, HandTarget target, double[] action) {
    Pose hand = view.hand();
    double[] from = hand.position();
    double[] to = target.pose().position();
    for (int i = 0; i < 3; i++) {
      action[i] = POSITION_GAIN * (to[i] - from[i]) / METRES;
    }
    // The height does not wait for the horizontal way, so that straight ways stay level.
    shorten(action, 0, 2, target.speed());
    shorten(action, 2, 1, target.speed());
    Rotations.difference(hand.rotation(), target.pose().rotation(), turn);
    Rotations.toWorld(hand.rotation(), turn, worldTurn);
    for (int i = 0; i < 3; i++) {
      action[3 + i] = ROTATION_GAIN * worldTurn[i] / RADIANS;
    }
    shorten(action, 3, 3, TURN);
    action[GRIPPER] = target.fingers().action();
  }

  /** Keeps the direction. */
  private static void shorten(double[] action, int at, int count, double longest) {
    double largest = 0;
    for (int i = at; i < at + count; i++) {
      largest = Math.max(largest, Math.abs(action[i]));
    }
    double scale = largest > longest ? longest / largest : 1;
    for (int i = at; i < at + count; i++) {
      action[i] *= scale;
    }
  }
}
