package org.workcell.sim.rendering;

import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.mjvCamera;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelLease;
import org.workcell.sim.physics.ObjectKind;

/** Where an image is taken from. Immutable; make it once and use it for every frame. */
public sealed interface Camera permits FixedCamera, FreeCamera {

  /**
   * A camera of the scene, by name.
   *
   * @throws IllegalArgumentException naming the cameras that exist
   */
  static Camera named(Model scene, String cameraName) {
    return fixed(scene.index(ObjectKind.CAMERA, cameraName));
  }

  /** A camera of the scene, by index. */
  static Camera fixed(int cameraIndex) {
    return new FixedCamera(cameraIndex);
  }

  /**
   * The camera for images of which nobody names another: the one that the scene itself says to
   * start with (MJCF {@code visual/global cameraid}); without one, a free camera that shows the
   * whole scene, as MuJoCo's viewer starts.
   */
  static Camera overview(Model scene) {
    try (ModelLease lease = scene.lease();
        mjvCamera view = new mjvCamera()) {
      int first = lease.handle().vis().global_cameraid();
      if (first >= 0 && first < scene.count(ObjectKind.CAMERA)) {
        return fixed(first);
      }
      MuJoCo.mjv_defaultFreeCamera(lease.handle(), view);
      return new FreeCamera(
          view.azimuth(),
          view.elevation(),
          view.distance(),
          view.lookat(0),
          view.lookat(1),
          view.lookat(2));
    }
  }
}
