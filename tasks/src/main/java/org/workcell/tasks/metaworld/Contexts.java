package org.workcell.tasks.metaworld;

/** Contexts that hold the place of an object (3) and that of its goal (3). */
final class Contexts {

  private Contexts() {}

  /** Distance of object and goal in the plane of the table, in metres. */
  static double horizontalDistance(double[] context) {
    double x = context[0] - context[3];
    double y = context[1] - context[4];
    return Math.sqrt(x * x + y * y);
  }
}
