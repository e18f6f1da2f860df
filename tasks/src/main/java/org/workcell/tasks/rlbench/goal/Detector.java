package org.workcell.tasks.rlbench.goal;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;

/**
 * A solid of a body, or of a body below it, reaches into a sensor: the boxes around its colliding
 * geoms overlap the sensor's box (separating axes).
 */
public final class Detector extends GoalCondition {

  /** Cross products of parallel axes separate nothing. */
  private static final double PARALLEL = 1e-9;

  private final Physics physics;
  private final SensorBox sensor;
  private final int[] geoms;
  private final double[][] offsets;
  private final double[][] halves;
  private final double[] position = new double[3];
  private final double[] axes = new double[9];
  private final double[] between = new double[3];
  private final double[] axis = new double[3];

  /**
   * A detector.
   *
   * @throws IllegalArgumentException if a name is unknown or nothing of the body collides
   */
  public Detector(Physics physics, String body, String sensor) {
    Model model = physics.scene();
    this.physics = physics;
    this.sensor = new SensorBox(physics, sensor);
    this.geoms = solids(model, body);
    this.offsets = new double[geoms.length][3];
    this.halves = new double[geoms.length][3];
    for (int i = 0; i < geoms.length; i++) {
      for (int k = 0; k < 3; k++) {
        offsets[i][k] = model.get(ModelField.GEOM_AABB, 6 * geoms[i] + k);
        halves[i][k] = model.get(ModelField.GEOM_AABB, 6 * geoms[i] + 3 + k);
      }
    }
  }

  private static int[] solids(Model model, String body) {
    int root = model.body(body);
    int[] parents = model.structure("body_parentid");
    int[] owners = model.structure("geom_bodyid");
    int[] types = model.structure("geom_contype");
    int[] affinities = model.structure("geom_conaffinity");
    List<Integer> found = new ArrayList<>();
    for (int geom = 0; geom < owners.length; geom++) {
      boolean collides = (types[geom] | affinities[geom]) != 0;
      if (collides && isBelow(owners[geom], root, parents)) {
        found.add(geom);
      }
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "body %s of scene %s has no solid that a sensor could detect"
              .formatted(body, model.name()));
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private static boolean isBelow(int body, int root, int[] parents) {
    int at = body;
    while (at != root && at != 0) {
      at = parents[at];
    }
    return at == root;
  }

  @Override
  public boolean holds() {
    sensor.locate();
    for (int i = 0; i < geoms.length; i++) {
      if (overlaps(i)) {
        return true;
      }
    }
    return false;
  }

  private boolean overlaps(int i) {
    physics.geomPos().readRow(geoms[i], position);
    physics.geomMat().readRow(geoms[i], axes);
    for (int k = 0; k < 3; k++) {
      double centre = position[k];
      for (int j = 0; j < 3; j++) {
        centre += axes[3 * k + j] * offsets[i][j];
      }
      between[k] = centre - sensor.centre()[k];
    }
    for (int a = 0; a < 3; a++) {
      if (isSeparatedAlong(sensor.axes(), a, i) || isSeparatedAlong(axes, a, i)) {
        return false;
      }
    }
    for (int a = 0; a < 9; a++) {
      if (isSeparatedAcross(a / 3, a % 3, i)) {
        return false;
      }
    }
    return true;
  }

  private boolean isSeparatedAlong(double[] frame, int column, int i) {
    for (int k = 0; k < 3; k++) {
      axis[k] = frame[3 * k + column];
    }
    return isSeparating(i);
  }

  private boolean isSeparatedAcross(int ofSensor, int ofGeom, int i) {
    double[] box = sensor.axes();
    for (int k = 0; k < 3; k++) {
      int next = (k + 1) % 3;
      int last = (k + 2) % 3;
      axis[k] =
          box[3 * next + ofSensor] * axes[3 * last + ofGeom]
              - box[3 * last + ofSensor] * axes[3 * next + ofGeom];
    }
    double squares = axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2];
    return squares > PARALLEL && isSeparating(i);
  }

  private boolean isSeparating(int i) {
    double distance = 0;
    double reach = 0;
    for (int k = 0; k < 3; k++) {
      distance += axis[k] * between[k];
    }
    for (int column = 0; column < 3; column++) {
      reach += sensor.half(column) * Math.abs(along(sensor.axes(), column));
      reach += halves[i][column] * Math.abs(along(axes, column));
    }
    return Math.abs(distance) > reach;
  }

  private double along(double[] frame, int column) {
    return axis[0] * frame[column] + axis[1] * frame[3 + column] + axis[2] * frame[6 + column];
  }
}
