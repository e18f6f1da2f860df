package org.workcell.sim.planning;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.random.RandomStream;

/**
 * Shortens a path by straight lines between two of its points, the ends first and then drawn ones.
 *
 * @param attempts number of lines that are tried
 */
record Shortcutting(int attempts) {

  JointPath shorten(JointPath path, EdgeCheck edges, RandomStream draws) {
    JointPath shortest = path;
    for (int i = 0; i < attempts && shortest.size() > 2; i++) {
      double length = shortest.length();
      double a = i == 0 ? 0 : draws.uniform(0, length);
      double b = i == 0 ? length : draws.uniform(0, length);
      shortest = cut(shortest, Math.min(a, b), Math.max(a, b), edges);
    }
    return shortest;
  }

  private static JointPath cut(JointPath path, double start, double end, EdgeCheck edges) {
    int first = path.segmentAt(start);
    int last = path.segmentAt(end);
    if (first == last) {
      return path;
    }
    double[] from = path.pointAt(first, start);
    double[] to = path.pointAt(last, end);
    if (!edges.isFree(from, to)) {
      return path;
    }
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i <= first; i++) {
      points.add(path.point(i));
    }
    points.add(from);
    points.add(to);
    for (int i = last + 1; i < path.size(); i++) {
      points.add(path.point(i));
    }
    return JointPath.through(points);
  }
}
