package org.workcell.tasks.common;

import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;

/**
 * The box of a site, and points relative to it: whether the origin of a body lies in it. Positions
 * are those of the engine's last position stage; half sizes are the model's. Reads only; allocates
 * nothing.
 */
public final class SiteFrame {

  private static final int AXES = 3;

  private final Physics physics;
  private final int site;
  private final double[] halfSizes = new double[AXES];

  /** The box of a site of the scene. */
  public SiteFrame(Physics physics, int site) {
    this.physics = physics;
    this.site = site;
    for (int axis = 0; axis < AXES; axis++) {
      halfSizes[axis] = physics.scene().get(ModelField.SITE_SIZE, AXES * site + axis);
    }
  }

  /** Half the length of the box along one of its own axes, metres. */
  public double halfSize(int axis) {
    return halfSizes[axis];
  }

  /** World coordinate of the origin of a body minus that of the centre of the box. */
  public double offset(int body, int axis) {
    return physics.bodyPos().get(body, axis) - physics.sitePos().get(site, axis);
  }

  /** An element of the matrix that turns vectors of the box into those of the world. */
  public double rotation(int row, int column) {
    return physics.siteMat().get(site, AXES * row + column);
  }

  /** Coordinate of the origin of a body in the frame of the box, metres. */
  public double local(int body, int axis) {
    return local(body, axis, 0);
  }

  /** Coordinate of a point {@code lift} above the origin of a body in the frame of the box. */
  private double local(int body, int axis, double lift) {
    return rotation(0, axis) * offset(body, 0)
        + rotation(1, axis) * offset(body, 1)
        + rotation(2, axis) * (offset(body, 2) + lift);
  }

  /**
   * Whether a point {@code lift} above the origin of a body lies inside the box, its surface not
   * counted.
   *
   * @param lift metres along the world's z
   */
  public boolean contains(int body, double lift) {
    for (int axis = 0; axis < AXES; axis++) {
      if (Math.abs(local(body, axis, lift)) >= halfSizes[axis]) {
        return false;
      }
    }
    return true;
  }
}
