package org.workcell.sim.vector;

import java.nio.ByteBuffer;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.OpenGlContext;

/**
 * Takes pictures of single environments of one scene on the caller's thread: the same pixels as a
 * {@link VectorRenderer}, and as little effect on the simulation, which it does not touch. Drawing
 * allocates nothing.
 */
public final class EnvironmentRenderer implements AutoCloseable {

  private final RenderStation station;
  private final ViewState view = new ViewState();
  private ImageBlock target;
  private ByteBuffer memory;

  /**
   * Uploads the scene of an environment.
   *
   * @param context belongs to this thread, and is closed after this renderer
   * @throws IllegalArgumentException if the scene lacks a camera
   */
  public EnvironmentRenderer(
      OpenGlContext context, SimulatedEnvironment environment, ImageOptions options) {
    station = new RenderStation(context, environment.physics().scene(), options);
  }

  /** Draws what an environment of the scene shows now into a row. */
  public void render(SimulatedEnvironment environment, ImageBlock images, int row) {
    environment.captureView(view);
    if (images != target) {
      target = images;
      memory = images.memory();
    }
    station.render(view, images, row, memory);
  }

  /** Frees what was uploaded; on the thread that drew. Idempotent. */
  @Override
  public void close() {
    station.close();
  }
}
