package org.workcell.sim.planning;

/**
 * Checks straight lines in joint space at points that lie close together.
 *
 * @param resolution largest distance between two points that are checked
 */
record EdgeCheck(CollisionCheck check, double resolution) {

  boolean isFree(double[] joints) {
    return check.isFree(joints);
  }

  /** Whether the line is free, its end included; its start is known to be. */
  boolean isFree(double[] from, double[] to) {
    // The end first: it is the likeliest to collide.
    if (!check.isFree(to)) {
      return false;
    }
    int parts = (int) Math.ceil(JointSpace.distance(from, to) / resolution);
    double[] point = new double[from.length];
    for (int i = 1; i < parts; i++) {
      JointSpace.interpolate(from, to, (double) i / parts, point);
      if (!check.isFree(point)) {
        return false;
      }
    }
    return true;
  }
}
