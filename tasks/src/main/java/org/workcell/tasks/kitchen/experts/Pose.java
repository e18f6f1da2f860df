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
   * Points the fingers at the counter.
   *
   * @param yaw turn of the hand about the vertical, counter-clockwise from above
   * @param pitch how far the fingers point upwards
   * @param roll turn of the hand about its fingers
   */
  void point(double yaw, double pitch, double roll) {
    // Columns: x along the hand's back, y to the right of the fingers, z along them.
    Rotations.identity(rotation);
    Rotations.turn(rotation, 2, yaw);
    Rotations.turn(rotation, 0, pitch);
    Rotations.turn(rotation, 0, -Math.PI / 2);
    Rotations.turn(rotation, 2, -Math.PI / 2);
    Rotations.turn(rotation, 2, roll);
  }
}
