package org.workcell.sim.vector;

import java.nio.ByteBuffer;
import java.util.List;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.physics.WorkerModel;
import org.workcell.sim.rendering.Camera;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.rendering.Renderer;

/**
 * What one thread needs to draw all environments of one scene: the uploaded scene, and a model and
 * a simulation of its own that take on what an environment shows.
 */
final class RenderStation implements AutoCloseable {

  private final WorkerModel model;
  private final Physics stage;
  private final Renderer renderer;
  private final List<Camera> cameras;

  RenderStation(OpenGlContext context, Model scene, ImageOptions options) {
    cameras = options.camerasOf(scene);
    renderer = new Renderer(context, scene, options.picture(), options.textures());
    model = new WorkerModel(scene);
    stage = new Physics(scene);
    stage.useModel(model);
  }

  /** Draws the pictures of one environment into a row. */
  void render(ViewState view, ImageBlock target, int row, ByteBuffer memory) {
    model.apply(view.edits());
    stage.show(view);
    for (int i = 0; i < cameras.size(); i++) {
      renderer.render(stage, cameras.get(i), memory.position(target.offset(row, i)));
    }
  }

  @Override
  public void close() {
    stage.close();
    model.close();
    renderer.close();
  }
}
