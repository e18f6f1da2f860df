package org.workcell.tasks.rlbench.task;

import org.workcell.sim.kinematics.Rotations;

/** Which turns about a frame's z axis make no difference. */
public enum Symmetry {
  /** None. */
  NONE(1),
  /** Half turns, as for a gripper with two fingers. */
  HALF(2),
  /** Quarter turns, as for a cube. */
  QUARTER(4),
  /** All turns, as for a cylinder. */
  ROUND(0);

  private final int fold;

  Symmetry(int fold) {
    this.fold = fold;
  }

  /**
   * Turns a frame about its z axis, so that it is as near as the symmetry allows to a reference;
   * allocates nothing.
   *
   * @param rotation row-major matrix [9], which is changed
   * @param reference row-major matrix [9]
   */
  public void choose(double[] rotation, double[] reference) {
    double same = 0;
    double crossed = 0;
    for (int i = 0; i < 9; i += 3) {
      same += reference[i] * rotation[i] + reference[i + 1] * rotation[i + 1];
      crossed += reference[i] * rotation[i + 1] - reference[i + 1] * rotation[i];
    }
    double best = Math.atan2(crossed, same);
    double step = 2 * Math.PI / Math.max(fold, 1);
    double angle = fold == 0 ? best : Math.round(best / step) * step;
    Rotations.turn(rotation, 2, angle);
  }
}
