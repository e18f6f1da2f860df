package org.workcell.sim.cameras;

import java.util.List;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.OpenGlContext;

/**
 * Takes images of single environments of one scene on the caller's thread: the same pixels as a
 * {@link BatchRenderer}, and as little effect on the simulation, which it does not touch. Drawing
 * allocates nothing.
 */
public final class EnvironmentRenderer implements AutoCloseable {

  private final ImageOptions options;
  private final SceneRenderer sceneRenderer;
  private final ViewState view = new ViewState();
  private SceneRenderer.Target target;
  private ImageBlock single;

  /**
   * Uploads the scene of an environment.
   *
   * @param context belongs to this thread, and is closed after this renderer
   * @throws IllegalArgumentException if the scene lacks a camera
   */
  public EnvironmentRenderer(
      OpenGlContext context, SimulatedEnvironment environment, ImageOptions options) {
    this.options = options;
    sceneRenderer = new SceneRenderer(context, environment.physics().scene(), options);
  }

  /** Draws what an environment of the scene shows now into a row; for images in one block. */
  public void render(SimulatedEnvironment environment, ImageBlock images, int row) {
    if (images != single) {
      single = images;
      use(List.of(images));
    }
    draw(environment, row);
  }

  /** The same for images in blocks of their own, as {@link ImageOptions#blocksOver} lays them. */
  public void render(SimulatedEnvironment environment, List<ImageBlock> images, int row) {
    if (target == null || images != target.blocks()) {
      single = null;
      use(images);
    }
    draw(environment, row);
  }

  private void use(List<ImageBlock> images) {
    options.requireFit(images, 1);
    target = new SceneRenderer.Target(images);
  }

  private void draw(SimulatedEnvironment environment, int row) {
    environment.captureView(view);
    sceneRenderer.render(view, target, row);
  }

  /** Frees what was uploaded; on the thread that drew. Idempotent. */
  @Override
  public void close() {
    sceneRenderer.close();
  }
}
