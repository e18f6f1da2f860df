package org.workcell.sim.rendering;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.mjrContext;
import org.workcell.mujoco.mjrRect;
import org.workcell.mujoco.mjvCamera;
import org.workcell.mujoco.mjvOption;
import org.workcell.mujoco.mjvPerturb;
import org.workcell.mujoco.mjvScene;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;

/**
 * Draws pictures of one scene in one size. Its meshes and textures are uploaded once; after that it
 * serves every {@link Physics} of the scene. Used and closed on the thread of its {@link
 * OpenGlContext}, which closes it at the latest; any other thread gets an {@link
 * IllegalStateException}.
 */
public final class Renderer implements AutoCloseable {

  /** As many visible shapes as MuJoCo's own Python renderer allows. */
  private static final int MAX_SHAPES = 10_000;

  private static final int FONT_SCALE_PERCENT = 100;
  private static final FloatBuffer NO_DEPTH = null;
  private static final mjvPerturb NO_PERTURBATION = null;

  private final OpenGlContext context;
  private final Model scene;
  private final RenderOptions options;
  private final int cameraCount;
  private final RowFlip rowFlip;
  private final mjvOption visible = new mjvOption();
  private final mjvCamera view = new mjvCamera();
  private final mjrRect frame = new mjrRect();
  private final mjvScene shapes = new mjvScene();
  private final mjrContext resources = new mjrContext();
  private boolean closed;

  /**
   * Uploads a scene; costs tens to hundreds of milliseconds.
   *
   * @param scene the scene's model; neither changed nor kept open
   * @throws RenderingException if the driver refuses
   * @throws IllegalStateException on another thread than the context's
   */
  public Renderer(OpenGlContext context, Model scene, RenderOptions options) {
    context.requireCurrent();
    this.context = context;
    this.scene = scene;
    this.options = options;
    this.cameraCount = scene.count(ObjectKind.CAMERA);
    this.rowFlip = new RowFlip(options.heightPixels(), options.widthPixels() * 3);
    MuJoCo.mjv_defaultOption(visible);
    MuJoCo.mjv_defaultCamera(view);
    MuJoCo.mjv_defaultScene(shapes);
    MuJoCo.mjr_defaultContext(resources);
    frame.left(0).bottom(0).width(options.widthPixels()).height(options.heightPixels());
    context.add(this);
    try {
      makeScene();
      makeResources();
    } catch (RuntimeException e) {
      close();
      throw new RenderingException(
          "scene %s cannot be drawn: %s".formatted(scene.name(), e.getMessage()), e);
    }
  }

  private void makeScene() {
    MuJoCo.mjv_makeScene(scene.handle(), shapes, MAX_SHAPES);
    if (options.quality() == RenderOptions.Quality.FAST) {
      shapes.flags(MuJoCo.mjRND_SHADOW, (byte) 0);
      shapes.flags(MuJoCo.mjRND_REFLECTION, (byte) 0);
    }
  }

  private void makeResources() {
    // MuJoCo reads size and quality from the model, and ours is shared: a passing copy carries
    // them.
    try (Model adapted = scene.copy()) {
      var settings = adapted.handle().vis();
      settings.global_offwidth(options.widthPixels()).global_offheight(options.heightPixels());
      if (options.quality() == RenderOptions.Quality.FAST) {
        settings.quality_offsamples(0).quality_shadowsize(0);
      }
      MuJoCo.mjr_makeContext(adapted.handle(), resources, FONT_SCALE_PERCENT);
    }
    selectOffscreenBuffer();
    requireNoOpenGlError();
  }

  /** Size and quality of its pictures. */
  public RenderOptions options() {
    return options;
  }

  /**
   * Takes a picture: [height][width][3], uint8, red green blue, top row first. Written from the
   * buffer's position on, which stays where it is; allocates nothing.
   *
   * <p>Shows positions as the physics last computed them. Where the state, a mocap body, a camera
   * or a light of the model was written since, call {@link Physics#refreshView} first.
   *
   * @param rgb direct memory with at least {@link RenderOptions#rgbBytes} bytes left
   * @throws IllegalArgumentException if the physics is of another scene, the camera does not exist
   *     or the buffer does not fit
   * @throws IllegalStateException on another thread, or after closing
   */
  public void render(Physics physics, Camera camera, ByteBuffer rgb) {
    requireOpen();
    requireSameScene(physics);
    requireSpace(rgb);
    aim(camera);
    draw(physics);
    MuJoCo.mjr_readPixels(rgb, NO_DEPTH, frame, resources);
    requireNoOpenGlError();
    rowFlip.flip(rgb);
  }

  private void draw(Physics physics) {
    MuJoCo.mjv_updateScene(
        physics.modelHandle(),
        physics.dataHandle(),
        visible,
        NO_PERTURBATION,
        view,
        MuJoCo.mjCAT_ALL,
        shapes);
    if (shapes.status() != 0) {
      throw new RenderingException(
          "scene %s shows more than the %d shapes that can be drawn"
              .formatted(scene.name(), MAX_SHAPES));
    }
    // Another renderer of this thread may have drawn in between.
    selectOffscreenBuffer();
    MuJoCo.mjr_render(frame, shapes, resources);
  }

  private void aim(Camera camera) {
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
                .formatted(scene.name(), fixed.index(), cameraCount));
      }
      view.type(MuJoCo.mjCAMERA_FIXED);
      view.fixedcamid(fixed.index());
    }
  }

  private void selectOffscreenBuffer() {
    MuJoCo.mjr_setBuffer(MuJoCo.mjFB_OFFSCREEN, resources);
    if (resources.currentBuffer() != MuJoCo.mjFB_OFFSCREEN) {
      throw new RenderingException(
          "%s cannot draw into memory; use another OpenGL driver".formatted(context.renderer()));
    }
  }

  /** A failed draw leaves a black or stale picture and no other trace. */
  private void requireNoOpenGlError() {
    int error = MuJoCo.mjr_getError();
    if (error != 0) {
      throw new RenderingException(
          "OpenGL error 0x%x of %s while drawing scene %s; try a smaller picture"
              .formatted(error, context.renderer(), scene.name()));
    }
  }

  private void requireOpen() {
    context.requireOwner();
    if (closed) {
      throw new IllegalStateException(
          "the renderer of scene %s is closed; make a new one".formatted(scene.name()));
    }
    context.requireCurrent();
  }

  private void requireSameScene(Physics physics) {
    if (physics.scene() != scene) {
      throw new IllegalArgumentException(
          "a renderer of scene %s cannot draw a simulation of another loaded scene, %s"
              .formatted(scene.name(), physics.scene().name()));
    }
  }

  private void requireSpace(ByteBuffer rgb) {
    if (!rgb.isDirect() || rgb.isReadOnly() || rgb.remaining() < options.rgbBytes()) {
      throw new IllegalArgumentException(
          "a picture of %d x %d pixels needs writable direct memory for %d bytes, not %s"
              .formatted(options.widthPixels(), options.heightPixels(), options.rgbBytes(), rgb));
    }
  }

  /** Frees what was uploaded. Idempotent; only on the context's thread. */
  @Override
  public void close() {
    context.requireOwner();
    if (closed) {
      return;
    }
    // With no context current, freeing would leak without a word.
    context.requireCurrent();
    closed = true;
    context.remove(this);
    if (resources.glInitialized() != 0) {
      MuJoCo.mjr_freeContext(resources);
    }
    MuJoCo.mjv_freeScene(shapes);
    resources.close();
    shapes.close();
    frame.close();
    view.close();
    visible.close();
  }
}
