package org.workcell.sim2real.inverse;

import java.util.Arrays;

/**
 * Which unknowns logs tell. In units of their prior standard deviations, the unknown that the logs
 * tell most is taken first, then the one that they tell most of what the first leaves open, and so
 * on (Cholesky's factorization with pivots), until the logs say less than the prior does. The rest
 * acts like what was taken, or not at all, and is frozen.
 */
final class Told {

  /** Least information in units of the prior's: the interval shrinks to 1/sqrt(1 + this). */
  private static final double LEAST = 3;

  /** Least information of an unknown that only logs can tell, friction and armature. */
  private static final double LEAST_ALONE = 1e-9;

  private Told() {}

  /** True for what is to be frozen. */
  static boolean[] frozen(InverseFit fit) {
    InverseProblem problem = fit.problem();
    int size = problem.size();
    double[][] information = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        information[i][k] = fit.curvature()[i][k] * problem.scale()[i] * problem.scale()[k];
      }
    }
    boolean[] frozen = new boolean[size];
    Arrays.fill(frozen, true);
    for (int i = problem.shapes(); i < size; i++) {
      if (fit.curvature()[i][i] > LEAST_ALONE) {
        eliminate(information, i, frozen);
      }
    }
    while (true) {
      int best = -1;
      for (int i = 0; i < problem.shapes(); i++) {
        if (frozen[i] && (best < 0 || information[i][i] > information[best][best])) {
          best = i;
        }
      }
      if (best < 0 || information[best][best] < LEAST) {
        return frozen;
      }
      eliminate(information, best, frozen);
    }
  }

  private static void eliminate(double[][] information, int taken, boolean[] frozen) {
    frozen[taken] = false;
    double[] row = information[taken].clone();
    // The prior's own information keeps what is hardly told from hiding the rest.
    double pivot = row[taken] + 1;
    for (int i = 0; i < information.length; i++) {
      for (int k = 0; k < information.length; k++) {
        information[i][k] -= row[i] * row[k] / pivot;
      }
    }
  }
}
