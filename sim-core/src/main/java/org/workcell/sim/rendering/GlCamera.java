package org.workcell.sim.rendering;

import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.mjvCamera;
import org.workcell.mujoco.mjvGLCamera;

/** Reads the numbers of a camera as the renderer uses them. */
final class GlCamera {

  private GlCamera() {}

  static CameraParameters parameters(mjvGLCamera eye, RenderOptions image) {
    int width = image.widthPixels();
    int height = image.heightPixels();
    double frustumHeight = (double) eye.frustum_top() - eye.frustum_bottom();
    double frustumWidth =
        eye.frustum_width() != 0 ? 2 * eye.frustum_width() : frustumHeight * width / height;
    boolean orthographic = eye.orthographic() != 0;
    double distance = orthographic ? 1 : eye.frustum_near();
    return new CameraParameters(
        width,
        height,
        distance * width / frustumWidth,
        distance * height / frustumHeight,
        width * (0.5 - eye.frustum_center() / frustumWidth),
        height * eye.frustum_top() / frustumHeight,
        new double[] {eye.pos(0), eye.pos(1), eye.pos(2)},
        rotation(eye),
        eye.frustum_near(),
        eye.frustum_far(),
        orthographic);
  }

  /** Columns are the camera's axes in the world: right, down, line of sight. */
  private static double[] rotation(mjvGLCamera eye) {
    double[] rotation = new double[9];
    for (int axis = 0; axis < 3; axis++) {
      int next = (axis + 1) % 3;
      int last = (axis + 2) % 3;
      rotation[3 * axis] =
          (double) eye.forward(next) * eye.up(last) - (double) eye.forward(last) * eye.up(next);
      rotation[3 * axis + 1] = -eye.up(axis);
      rotation[3 * axis + 2] = eye.forward(axis);
    }
    return rotation;
  }

  /**
   * Points the engine's camera.
   *
   * @throws IllegalArgumentException if the scene has no such camera
   */
  static void aim(mjvCamera view, Camera camera, String scene, int cameraCount) {
    if (camera instanceof FreeCamera free) {
      view.type(MuJoCo.mjCAMERA_FREE);
      view.azimuth(free.azimuthDegrees());
      view.elevation(free.elevationDegrees());
      view.distance(free.distanceMetres());
      view.lookat(0, free.x()).lookat(1, free.y()).lookat(2, free.z());
    } else if (camera instanceof FixedCamera fixed) {
      if (fixed.index() < 0 || fixed.index() >= cameraCount) {
        throw new IllegalArgumentException(
            "scene %s has no camera %d; it has %d, counted from 0"
                .formatted(scene, fixed.index(), cameraCount));
      }
      view.type(MuJoCo.mjCAMERA_FIXED);
      view.fixedcamid(fixed.index());
    }
  }
}
