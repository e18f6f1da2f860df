package org.workcell.tasks.metaworld;

/** The reward of some tasks for an object that keeps a quarter turn about the vertical. */
final class Orientation {

  /** Upstream rounds the square root of one half. */
  private static final double HALF_ROOT = 0.707;

  private Orientation() {}

  /**
   * One for the quarter turn, falling linearly to zero.
   *
   * @param quatWxyz the object's orientation
   * @param range distance, as vectors of four numbers, at which nothing is left
   */
  static double quarterTurn(double[] quatWxyz, double range) {
    double w = quatWxyz[0] - HALF_ROOT;
    double x = quatWxyz[1];
    double y = quatWxyz[2];
    double z = quatWxyz[3] - HALF_ROOT;
    return Math.max(1 - Math.sqrt(w * w + x * x + y * y + z * z) / range, 0);
  }
}
