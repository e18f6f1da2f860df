package org.workcell.sim.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.random.RandomStream;

/**
 * Joint positions that bring the tip to a pose, by inverse kinematics from drawn positions. The
 * first search starts at the present positions, later ones farther and farther from them.
 *
 * @param trials number of searches at most
 * @param configurations number of different solutions after which it stops
 */
record GoalSampling(TipTarget tip, double[] low, double[] high, int trials, int configurations) {

  /** Solutions closer together than this are one. */
  private static final double SAME = 0.05;

  /**
   * What was found.
   *
   * @param reachable whether there was any solution, free or not
   * @param free those without collision, the nearest to the present positions first
   */
  record Goals(boolean reachable, List<double[]> free) {}

  Goals find(double[] from, Pose target, CollisionCheck check, RandomStream draws) {
    List<double[]> solutions = new ArrayList<>();
    List<double[]> free = new ArrayList<>();
    for (int trial = 0; trial < trials && free.size() < configurations; trial++) {
      double[] joints = start(from, (double) trial / trials, draws);
      if (tip.solve(target, joints) && isNew(joints, solutions)) {
        solutions.add(joints);
        if (check.isFree(joints)) {
          free.add(joints);
        }
      }
    }
    free.sort(Comparator.comparingDouble(joints -> JointSpace.distance(from, joints)));
    return new Goals(!solutions.isEmpty(), free);
  }

  private double[] start(double[] from, double share, RandomStream draws) {
    double[] drawn = new double[from.length];
    for (int i = 0; i < drawn.length; i++) {
      double inRange = Math.min(Math.max(from[i], low[i]), high[i]);
      drawn[i] = inRange + share * (draws.uniform(low[i], high[i]) - inRange);
    }
    return drawn;
  }

  private static boolean isNew(double[] joints, List<double[]> solutions) {
    for (double[] other : solutions) {
      if (JointSpace.largestDifference(joints, other) < SAME) {
        return false;
      }
    }
    return true;
  }
}
