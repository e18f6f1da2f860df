package org.workcell.tasks.libero.experts;

import java.util.HashMap;
import java.util.Map;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.tasks.libero.problem.Instance;

/**
 * What experts know of the shape of a category: the box around it in its upright frame, which has
 * the origin of the object and the world's axes when the object is spawned (fixtures: when they are
 * not turned). Metres.
 *
 * @param toUpright rotation from the upright frame to the object's own, row-major [9]
 * @param low low corner of the box
 * @param high high corner
 */
record Shape(double[] toUpright, double[] low, double[] high) {

  private static final Map<String, Shape> SHAPES = shapes();
  private static final Map<String, double[]> REGIONS = regions();

  private static Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new HashMap<>();
    for (String[] row : Rows.read("shapes.txt")) {
      double[] conjugate = Rows.numbers(row, 1, 4);
      for (int i = 1; i < 4; i++) {
        conjugate[i] = -conjugate[i];
      }
      double[] rotation = new double[9];
      Rotations.fromQuatWxyz(conjugate, 0, rotation);
      shapes.put(row[0], new Shape(rotation, Rows.numbers(row, 5, 3), Rows.numbers(row, 8, 3)));
    }
    return shapes;
  }

  private static Map<String, double[]> regions() {
    Map<String, double[]> regions = new HashMap<>();
    for (String[] row : Rows.read("regions.txt")) {
      regions.put(row[0] + "/" + row[1], Rows.numbers(row, 2, 3));
    }
    return regions;
  }

  /** The shape of a category. */
  static Shape of(Instance instance) {
    Shape shape = SHAPES.get(instance.category());
    if (shape == null) {
      throw new IllegalArgumentException("no shape is known of category " + instance.category());
    }
    return shape;
  }

  /** Half sizes of a region along the axes of the upright frame of what it belongs to. */
  static double[] region(Instance target, String region) {
    String local = region.substring(target.name().length() + 1);
    double[] half = REGIONS.get(target.category() + "/" + local);
    if (half == null) {
      throw new IllegalArgumentException("no size is known of region " + region);
    }
    return half;
  }

  /** The upright frame of an instance as it stands or lies now. */
  static Pose upright(SceneView view, Instance instance) {
    Pose own = view.pose(instance.name());
    Pose upright = new Pose();
    upright.set(own);
    Rotations.multiply(own.rotation(), of(instance).toUpright, upright.rotation());
    return upright;
  }

  /** Turn of a frame about the vertical, radians. */
  static double yaw(Pose frame) {
    return Math.atan2(frame.rotation()[3], frame.rotation()[0]);
  }

  /** A point of a frame in the world. */
  static double[] toWorld(Pose frame, double... local) {
    double[] world = new double[3];
    Rotations.toWorld(frame.rotation(), local, world);
    for (int i = 0; i < 3; i++) {
      world[i] += frame.position()[i];
    }
    return world;
  }
}
