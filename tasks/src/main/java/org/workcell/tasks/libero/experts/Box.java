package org.workcell.tasks.libero.experts;

import org.workcell.sim.kinematics.Pose;

/**
 * An upright box that something fills, roughly.
 *
 * @param x its centre
 * @param y its centre
 * @param yaw its turn about the vertical
 * @param halfX half its size along its own x
 * @param halfY half its size along its own y
 * @param low height of its lower side
 * @param high height of its upper side
 */
record Box(double x, double y, double yaw, double halfX, double halfY, double low, double high) {

  private static final double UPRIGHT = 0.95;

  /** A box of a frame; if the frame leans, the box with the world's axes around it. */
  static Box of(Pose frame, double[] low, double[] high) {
    if (frame.rotation()[8] > UPRIGHT) {
      double[] centre =
          Shape.toWorld(frame, (low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]);
      return new Box(
          centre[0],
          centre[1],
          Shape.yaw(frame),
          (high[0] - low[0]) / 2,
          (high[1] - low[1]) / 2,
          centre[2],
          centre[2] + high[2] - low[2]);
    }
    double[] min = {1e9, 1e9, 1e9};
    double[] max = {-1e9, -1e9, -1e9};
    for (int corner = 0; corner < 8; corner++) {
      double[] point =
          Shape.toWorld(
              frame,
              (corner & 1) == 0 ? low[0] : high[0],
              (corner & 2) == 0 ? low[1] : high[1],
              (corner & 4) == 0 ? low[2] : high[2]);
      for (int i = 0; i < 3; i++) {
        min[i] = Math.min(min[i], point[i]);
        max[i] = Math.max(max[i], point[i]);
      }
    }
    return new Box(
        (min[0] + max[0]) / 2,
        (min[1] + max[1]) / 2,
        0,
        (max[0] - min[0]) / 2,
        (max[1] - min[1]) / 2,
        min[2],
        max[2]);
  }

  /** Distance seen from above; 0 inside. */
  double distance(double pointX, double pointY) {
    double cosine = Math.cos(yaw);
    double sine = Math.sin(yaw);
    double dx = Math.abs(cosine * (pointX - x) + sine * (pointY - y)) - halfX;
    double dy = Math.abs(-sine * (pointX - x) + cosine * (pointY - y)) - halfY;
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0));
  }
}
