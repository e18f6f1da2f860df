package org.workcell.sim.planning;

import java.util.ArrayList;
import java.util.List;

/** Straight lines in joint space from point to point. Immutable; reading allocates nothing. */
public final class JointPath {

  /** Points closer together than this are one. */
  private static final double SAME = 1e-12;

  private final double[][] points;

  /** Length of the path up to each point. */
  private final double[] arc;

  private JointPath(double[][] points) {
    this.points = points;
    this.arc = new double[points.length];
    for (int i = 1; i < points.length; i++) {
      arc[i] = arc[i - 1] + JointSpace.distance(points[i - 1], points[i]);
    }
  }

  /**
   * The path through these points, which are copied; a point that repeats the one before it is left
   * out.
   *
   * @param points one or more, all of the same number of joints
   * @throws IllegalArgumentException if there is none, they have different numbers of joints, or a
   *     number is not finite
   */
  public static JointPath through(List<double[]> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a path needs at least one point");
    }
    int joints = points.get(0).length;
    List<double[]> kept = new ArrayList<>();
    for (double[] point : points) {
      requirePoint(point, joints);
      boolean first = kept.isEmpty();
      if (first || JointSpace.distance(kept.get(kept.size() - 1), point) > SAME) {
        kept.add(point.clone());
      }
    }
    return new JointPath(kept.toArray(double[][]::new));
  }

  private static void requirePoint(double[] point, int joints) {
    if (point.length != joints) {
      throw new IllegalArgumentException(
          "a path's first point has %d joints and another one %d; give all of them the same"
              .formatted(joints, point.length));
    }
    for (double position : point) {
      if (!Double.isFinite(position)) {
        throw new IllegalArgumentException(
            "a path has a joint at %s; expected finite positions".formatted(position));
      }
    }
  }

  /** Number of points, at least 1. */
  public int size() {
    return points.length;
  }

  /** Number of joints. */
  public int jointCount() {
    return points[0].length;
  }

  /** Position of a joint at a point. */
  public double position(int point, int joint) {
    return points[point][joint];
  }

  /** Copies a point into the front of {@code joints}. */
  public void read(int point, double[] joints) {
    System.arraycopy(points[point], 0, joints, 0, jointCount());
  }

  /** Length in joint space, radians (with slides: the root of squared radians and metres). */
  public double length() {
    return arc[arc.length - 1];
  }

  /** Length of the path up to a point. */
  public double lengthUpTo(int point) {
    return arc[point];
  }

  /** Length between a point and the next one. */
  double segmentLength(int segment) {
    return arc[segment + 1] - arc[segment];
  }

  /** Share of the length that the segment's motion asks of a joint, with its sign. */
  double direction(int segment, int joint) {
    return (points[segment + 1][joint] - points[segment][joint]) / segmentLength(segment);
  }

  /** The segment in which the path has a length. */
  int segmentAt(double length) {
    int segment = 0;
    while (segment < points.length - 2 && arc[segment + 1] <= length) {
      segment++;
    }
    return segment;
  }

  /** The point, in a new array, at a length that lies in a segment. */
  double[] pointAt(int segment, double length) {
    double[] joints = new double[jointCount()];
    double share = (length - arc[segment]) / segmentLength(segment);
    interpolate(segment, Math.min(1, share), joints);
    return joints;
  }

  /** A copy of a point. */
  double[] point(int point) {
    return points[point].clone();
  }

  /** Writes the point at a share of a segment. */
  void interpolate(int segment, double share, double[] joints) {
    JointSpace.interpolate(points[segment], points[segment + 1], share, joints);
  }
}
