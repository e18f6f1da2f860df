package org.workcell.tasks.libero.placement;

import java.util.function.DoubleBinaryOperator;
import org.workcell.tasks.libero.problem.Category;
import org.workcell.tasks.libero.problem.Category.SpawnAngle;

/** Orientations and heights in which objects are put down. */
final class Spawn {

  /** Objects are dropped from this much above their support. */
  static final double DROP = 0.01;

  private Spawn() {}

  /**
   * The orientation of a movable object, w, x, y, z. Upstream composes it as x, y, z, w and stores
   * these numbers as w, x, y, z; that is how objects of these categories stand upright.
   *
   * @param uniform draws one angle from an interval
   */
  static double[] orientation(Category category, DoubleBinaryOperator uniform) {
    double[] quat = null;
    for (SpawnAngle angle : category.spawnAngles()) {
      double half = uniform.applyAsDouble(angle.low(), angle.high()) / 2;
      double[] turn = {0, 0, 0, Math.cos(half)};
      turn[angle.axis() - 'x'] = Math.sin(half);
      quat = quat == null ? turn : product(turn, quat);
    }
    return quat;
  }

  /** Product of quaternions x, y, z, w, rounded to single precision as upstream does. */
  private static double[] product(double[] a, double[] b) {
    return new double[] {
      (float) (a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0]),
      (float) (-a[0] * b[2] + a[1] * b[3] + a[2] * b[0] + a[3] * b[1]),
      (float) (a[0] * b[1] - a[1] * b[0] + a[2] * b[3] + a[3] * b[2]),
      (float) (-a[0] * b[0] - a[1] * b[1] - a[2] * b[2] + a[3] * b[3])
    };
  }

  /** The pose at a position with an orientation w, x, y, z. */
  static double[] pose(double x, double y, double z, double[] quat) {
    return new double[] {x, y, z, quat[0], quat[1], quat[2], quat[3]};
  }

  /** The orientation of a fixture at a yaw, w, x, y, z. */
  static double[] yaw(double angle) {
    return new double[] {Math.cos(angle / 2), 0, 0, Math.sin(angle / 2)};
  }
}
