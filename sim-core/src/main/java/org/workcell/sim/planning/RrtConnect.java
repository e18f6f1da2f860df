package org.workcell.sim.planning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.workcell.sim.random.RandomStream;

/**
 * Searches a free way in joint space with two trees of random points, one from the start and one
 * from the goals (RRT-Connect; Kuffner and LaValle, 2000).
 *
 * @param low lower ends of the range in which points are drawn
 * @param step longest new line of a tree
 * @param iterations number of drawn points after which it gives up
 */
record RrtConnect(double[] low, double[] high, double step, int iterations) {

  private static final int TRAPPED = -1;

  /**
   * One search.
   *
   * @param start a free point
   * @param goals free points, one or more
   * @return points from the start to one of the goals, both included; empty if it gave up
   */
  Optional<List<double[]>> search(
      double[] start, List<double[]> goals, EdgeCheck edges, RandomStream draws) {
    Tree fromStart = new Tree();
    fromStart.add(start, Tree.NO_PARENT);
    Tree fromGoals = new Tree();
    goals.forEach(goal -> fromGoals.add(goal, Tree.NO_PARENT));
    Tree growing = fromStart;
    Tree other = fromGoals;
    for (int i = 0; i < iterations; i++) {
      int grown = extend(growing, draw(draws), edges);
      if (grown != TRAPPED) {
        int met = connect(other, growing.point(grown), edges);
        if (met != TRAPPED) {
          return Optional.of(
              growing == fromStart
                  ? join(fromStart.toRoot(grown), fromGoals.toRoot(met))
                  : join(fromStart.toRoot(met), fromGoals.toRoot(grown)));
        }
      }
      Tree grownTree = growing;
      growing = other;
      other = grownTree;
    }
    return Optional.empty();
  }

  private double[] draw(RandomStream draws) {
    double[] point = new double[low.length];
    for (int i = 0; i < point.length; i++) {
      point[i] = draws.uniform(low[i], high[i]);
    }
    return point;
  }

  /** One line towards a point; returns its end, or that there is none. */
  private int extend(Tree tree, double[] point, EdgeCheck edges) {
    return extend(tree, tree.nearest(point), point, edges);
  }

  private int extend(Tree tree, int from, double[] point, EdgeCheck edges) {
    double[] near = tree.point(from);
    double distance = JointSpace.distance(near, point);
    double[] end = point;
    if (distance > step) {
      end = new double[point.length];
      JointSpace.interpolate(near, point, step / distance, end);
    }
    return edges.isFree(near, end) ? tree.add(end, from) : TRAPPED;
  }

  /** Lines towards a point until it is reached; returns it, or that it isn't. */
  private int connect(Tree tree, double[] point, EdgeCheck edges) {
    int end = tree.nearest(point);
    do {
      end = extend(tree, end, point, edges);
    } while (end != TRAPPED && tree.point(end) != point);
    return end;
  }

  /** The two ways meet in one point, which both have. */
  private static List<double[]> join(List<double[]> toStart, List<double[]> toGoal) {
    List<double[]> way = new ArrayList<>(toStart);
    Collections.reverse(way);
    way.addAll(toGoal.subList(1, toGoal.size()));
    return way;
  }
}
