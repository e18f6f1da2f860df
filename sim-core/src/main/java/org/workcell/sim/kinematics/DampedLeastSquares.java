package org.workcell.sim.kinematics;

import java.util.Arrays;

/**
 * Changes of joints that achieve a change of the tip, by damped least squares (Nakamura and
 * Hanafusa, 1986) over the joints that are not at the end of their range. Freedom that the tip
 * leaves is spent on a change that is given. One thread at a time; solving allocates nothing.
 */
final class DampedLeastSquares {

  /** Joints are put to the end of their range and left out in this many rounds at most. */
  private static final int ROUNDS = 4;

  private final int rows;
  private final int joints;
  private final double[][] normal;
  private final double[] right;
  private final boolean[] free;

  DampedLeastSquares(int rows, int joints) {
    this.rows = rows;
    this.joints = joints;
    this.normal = new double[rows][rows];
    this.right = new double[rows];
    this.free = new boolean[joints];
  }

  /** What is to be solved; the arrays are filled by the caller. */
  static final class Problem {

    /** [rows][joints]. */
    final double[][] jacobian;

    /** The change that the tip is to make, [rows]. */
    final double[] error;

    /** The change that free joints make where the tip does not mind. */
    final double[] preferred;

    /** What the change of each joint must not go below and above. */
    final double[] lowest;

    final double[] highest;

    /** Square of the damping factor. */
    double damping;

    Problem(int rows, int joints) {
      this.jacobian = new double[rows][joints];
      this.error = new double[rows];
      this.preferred = new double[joints];
      this.lowest = new double[joints];
      this.highest = new double[joints];
    }
  }

  /** Joints that would leave their range are put to its end, and the others solve for the rest. */
  void solve(Problem problem, double[] change) {
    Arrays.fill(free, true);
    Arrays.fill(change, 0);
    boolean again = true;
    for (int round = 0; again && round < ROUNDS; round++) {
      solveFree(problem, change);
      again = bind(problem, change);
    }
  }

  /**
   * The change of free joints is the preferred one, and least squares for what it leaves undone.
   */
  private void solveFree(Problem problem, double[] change) {
    double[][] jacobian = problem.jacobian;
    for (int row = 0; row < rows; row++) {
      double done = 0;
      for (int joint = 0; joint < joints; joint++) {
        done += jacobian[row][joint] * (free[joint] ? problem.preferred[joint] : change[joint]);
      }
      right[row] = problem.error[row] - done;
      for (int other = 0; other <= row; other++) {
        double sum = row == other ? problem.damping : 0;
        for (int joint = 0; joint < joints; joint++) {
          sum += free[joint] ? jacobian[row][joint] * jacobian[other][joint] : 0;
        }
        normal[row][other] = sum;
      }
    }
    Cholesky.solve(normal, right);
    for (int joint = 0; joint < joints; joint++) {
      if (free[joint]) {
        change[joint] = problem.preferred[joint];
        for (int row = 0; row < rows; row++) {
          change[joint] += jacobian[row][joint] * right[row];
        }
      }
    }
  }

  private boolean bind(Problem problem, double[] change) {
    boolean bound = false;
    for (int i = 0; i < joints; i++) {
      double within = Math.min(Math.max(change[i], problem.lowest[i]), problem.highest[i]);
      if (free[i] && within != change[i]) {
        free[i] = false;
        bound = true;
      }
      change[i] = within;
    }
    return bound;
  }
}
