package org.workcell.tasks.rlbench.control;

/** Where RLBench allows targets of the tip: the workspace, grown by 0.2 m, and 1 m above it. */
final class Legal {

  private static final double[] LOW = {-0.275, -0.655, 0.752};
  private static final double[] HIGH = {0.775, 0.655, 1.752};

  private Legal() {}

  static boolean isOutside(double[] position, ArmMode mode, double tolerance) {
    for (int i = 0; i < 3; i++) {
      if (!(position[i] > LOW[i] - tolerance && position[i] < HIGH[i] + tolerance)) {
        return true;
      }
    }
    return false;
  }
}
