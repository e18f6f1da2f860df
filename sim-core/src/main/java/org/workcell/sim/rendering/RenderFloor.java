package org.workcell.sim.rendering;

import java.nio.ByteBuffer;
import org.workcell.mujoco.global.MuJoCo;
import org.workcell.sim.physics.Physics;

/**
 * Draws what a renderer draws with nothing but engine calls: each image is one native function,
 * nothing is checked, the bottom row comes first. For measurements. Belongs to the thread of the
 * renderer, whose materials it uses.
 */
public final class RenderFloor {

  private final Renderer renderer;

  /** A floor with what a renderer has uploaded; no other renderer may draw on its thread. */
  public RenderFloor(Renderer renderer) {
    this.renderer = renderer;
  }

  /** Takes an image. */
  public void render(Physics physics, Camera camera, ByteBuffer rgb) {
    renderer.aim(camera);
    MuJoCo.wc_floorRender(
        physics.modelHandle(),
        physics.dataHandle(),
        renderer.visible(),
        renderer.view(),
        renderer.shapes(),
        renderer.resources(),
        renderer.frame(),
        rgb);
  }
}
