package org.workcell.sim.scene;

import org.joml.Quaterniond;
import org.joml.Quaterniondc;
import org.joml.Vector3d;
import org.joml.Vector3dc;

/**
 * Where a fragment stands in its parent's frame.
 *
 * @param position metres
 * @param rotation unit quaternion
 */
public record Placement(Vector3dc position, Quaterniondc rotation) {

  /** At the parent's origin. */
  public static final Placement ORIGIN = at(0, 0, 0);

  /** Upright at a position. */
  public static Placement at(double x, double y, double z) {
    return new Placement(new Vector3d(x, y, z), new Quaterniond());
  }

  /** The same position, turned about the vertical axis. */
  public Placement turned(double yawRadians) {
    return new Placement(position, new Quaterniond().rotateZ(yawRadians).mul(rotation));
  }
}
