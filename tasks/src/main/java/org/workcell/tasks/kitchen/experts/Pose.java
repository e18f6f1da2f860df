package org.workcell.tasks.kitchen.experts;

/** Where the hand is to be, for one step. One thread at a time. */
final class Pose {

  /** The point between the fingers, metres, world frame. */
  final double[] position = new double[3];

  /** The hand's frame, row-major. */
  final double[] rotation = new double[9];

  /** How much turns about the hand's own axes count against metres. */
  final double[] turnWeights = new double[3];

  /** Metres that the hand may be told to go in one step. */
  double pace;

  /** Where each finger is to be, metres from closed. */
  double opening;

  /**
   * Points the fingers at the counter, horizontally.
   *
   * @param yaw turn of the hand about the vertical, counter-clockwise from above
   * @param roll turn of the hand about its fingers
   */
  void point(double yaw, double roll) {
    double sine = Math.sin(yaw);
    double cosine = Math.cos(yaw);
    // Columns: x up, y to the right of the fingers, z along them.
    rotation[0] = 0;
    rotation[1] = cosine;
    rotation[2] = -sine;
    rotation[3] = 0;
    rotation[4] = sine;
    rotation[5] = cosine;
    rotation[6] = 1;
    rotation[7] = 0;
    rotation[8] = 0;
    Rotations.turn(rotation, 2, roll);
  }
}
