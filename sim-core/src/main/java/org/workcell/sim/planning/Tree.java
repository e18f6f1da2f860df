package org.workcell.sim.planning;

import java.util.ArrayList;
import java.util.List;

/** Joint positions that are connected by free lines, each with a way back to a root. */
final class Tree {

  static final int NO_PARENT = -1;

  private final List<double[]> points = new ArrayList<>();
  private final List<Integer> parents = new ArrayList<>();

  /** Adds a point and returns its number. */
  int add(double[] point, int parent) {
    points.add(point);
    parents.add(parent);
    return points.size() - 1;
  }

  double[] point(int number) {
    return points.get(number);
  }

  int nearest(double[] point) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < points.size(); i++) {
      double distance = JointSpace.distance(points.get(i), point);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  /** The points from one to its root, both included. */
  List<double[]> toRoot(int number) {
    List<double[]> way = new ArrayList<>();
    for (int i = number; i != NO_PARENT; i = parents.get(i)) {
      way.add(points.get(i));
    }
    return way;
  }
}
