package org.workcell.testing;

import org.workcell.mujoco.global.MuJoCo;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.rendering.CameraParameters;

/** What the engine's own ray casting finds through the centres of a perspective image's pixels. */
public final class PixelRays {

  /** Groups 0 to 2 are drawn. */
  private static final byte[] DRAWN_GROUPS = {1, 1, 1, 0, 0, 0};

  private static final int NO_BODY = -1;

  private final Physics physics;
  private final CameraParameters camera;
  private final double[] origin;
  private final double[] rotation;
  private final double[] direction = new double[3];
  private final int[] geom = new int[1];

  /** Rays into a simulation whose positions are up to date. */
  public PixelRays(Physics physics, CameraParameters camera) {
    this.physics = physics;
    this.camera = camera;
    this.origin = camera.position();
    this.rotation = camera.rotation();
  }

  /** Metres along the line of sight to the first geom behind a pixel's centre; -1 for none. */
  public double depth(int pixel) {
    double right = (pixel % camera.widthPixels() + 0.5 - camera.centreX()) / camera.focalX();
    double down = (pixel / camera.widthPixels() + 0.5 - camera.centreY()) / camera.focalY();
    for (int axis = 0; axis < 3; axis++) {
      direction[axis] =
          right * rotation[3 * axis] + down * rotation[3 * axis + 1] + rotation[3 * axis + 2];
    }
    return MuJoCo.mj_ray(
        physics.modelHandle(),
        physics.dataHandle(),
        origin,
        direction,
        DRAWN_GROUPS,
        (byte) 1,
        NO_BODY,
        geom,
        null);
  }

  /** The point of the world that is seen at a pixel's centre; NaN for none. */
  public double[] point(int pixel) {
    double metres = depth(pixel);
    double[] point = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      point[axis] = metres < 0 ? Double.NaN : origin[axis] + metres * direction[axis];
    }
    return point;
  }

  /** The geom that the last ray met, or -1. */
  public int geom() {
    return geom[0];
  }
}
