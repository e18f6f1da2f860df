package org.workcell.sim.vector;

import java.nio.ByteBuffer;
import java.util.List;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.rendering.Camera;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.rendering.ViewRenderer;

/** What one thread needs to draw all environments of one scene. */
final class RenderStation implements AutoCloseable {

  private final ViewRenderer renderer;
  private final List<Camera> cameras;

  RenderStation(OpenGlContext context, Model scene, ImageOptions options) {
    cameras = options.camerasOf(scene);
    renderer = new ViewRenderer(context, scene, options.picture());
  }

  /** Draws the pictures of one environment into a row. */
  void render(ViewState view, ImageBlock target, int row, ByteBuffer memory) {
    for (int i = 0; i < cameras.size(); i++) {
      renderer.render(view, cameras.get(i), memory.position(target.offset(row, i)));
    }
  }

  @Override
  public void close() {
    renderer.close();
  }
}
