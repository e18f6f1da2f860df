package org.workcell.sim.rendering;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.workcell.sim.image.ImageFrame;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.physics.WorkerModel;

/**
 * Draws views of environments of one scene, as their episodes look: with a model and a simulation
 * of its own that take on what a view shows, so that it never touches an environment. RGB images go
 * through the filter of the view; depth and objects are what a perfect sensor would see. All lie in
 * memory as the view says. Used and closed on the thread of its {@link OpenGlContext}.
 */
public final class ViewRenderer implements AutoCloseable {

  private static final int FREE_CAMERA = -1;

  private final WorkerModel model;
  private final Physics stage;
  private final Renderer renderer;
  private final ImageFrame frame;

  /**
   * Uploads a scene; costs tens to hundreds of milliseconds.
   *
   * @param scene the scene's model; its memory stays for as long as this is open
   * @throws RenderingException if the driver refuses
   */
  public ViewRenderer(OpenGlContext context, Model scene, RenderOptions options) {
    renderer = new Renderer(context, scene, options);
    frame = new ImageFrame(options.widthPixels(), options.heightPixels());
    try {
      model = new WorkerModel(scene);
    } catch (RuntimeException e) {
      renderer.close();
      throw e;
    }
    try {
      stage = new Physics(scene);
    } catch (RuntimeException e) {
      model.close();
      renderer.close();
      throw e;
    }
    stage.useModel(model);
  }

  /** Takes an image, as {@link Renderer#render}, and filters it; allocates nothing. */
  public void render(ViewState view, Camera camera, ByteBuffer rgb) {
    renderer.render(staged(view), camera, rgb);
    int index = camera instanceof FixedCamera fixed ? fixed.index() : FREE_CAMERA;
    frame.filter(rgb, view.filter(), view.step(), index);
    view.orientation().turn(rgb, height(), width());
  }

  /** Takes a depth image; see {@link Renderer#renderDepth}. */
  public void renderDepth(ViewState view, Camera camera, FloatBuffer metres) {
    renderer.renderDepth(staged(view), camera, metres);
    view.orientation().turn(metres, height(), width());
  }

  /** Says which object is seen at each pixel; see {@link Renderer#renderObjects}. */
  public void renderObjects(ViewState view, Camera camera, ObjectKind kind, IntBuffer indices) {
    renderer.renderObjects(staged(view), camera, kind, indices);
    view.orientation().turn(indices, height(), width());
  }

  private int height() {
    return renderer.options().heightPixels();
  }

  private int width() {
    return renderer.options().widthPixels();
  }

  /** How a camera maps the world to the pixels of an image. */
  public CameraParameters parameters(ViewState view, Camera camera) {
    return renderer.parameters(staged(view), camera);
  }

  /** Writes a line of text over the top rows of an image; see {@link Renderer#caption}. */
  public void caption(String text, ByteBuffer rgb) {
    renderer.caption(text, rgb);
  }

  private Physics staged(ViewState view) {
    model.apply(view.edits());
    stage.show(view);
    return stage;
  }

  /** Frees everything. Idempotent. */
  @Override
  public void close() {
    stage.close();
    model.close();
    renderer.close();
  }
}
