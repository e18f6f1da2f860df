package org.workcell.sim.rendering;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.mjrContext;
import org.workcell.mujoco.mjrRect;
import org.workcell.mujoco.mjvCamera;
import org.workcell.mujoco.mjvGLCamera;
import org.workcell.mujoco.mjvOption;
import org.workcell.mujoco.mjvPerturb;
import org.workcell.mujoco.mjvScene;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelLease;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;

/**
 * Draws images of one scene in one size. Its meshes and textures are uploaded once; after that it
 * serves every {@link Physics} of the scene, with the colours, textures, lights and cameras that
 * its model has at the time. Used and closed on the thread of its {@link OpenGlContext}, which
 * closes it at the latest; any other thread gets an {@link IllegalStateException}.
 */
public final class Renderer implements AutoCloseable {

  /** As many visible shapes as MuJoCo's own Python renderer allows. */
  private static final int MAX_SHAPES = 10_000;

  private static final int SITE_GROUPS = 6;
  private static final int CAPTION_PIXELS = 20;
  private static final ByteBuffer NO_COLOURS = null;
  private static final FloatBuffer NO_DEPTH = null;
  private static final mjvPerturb NO_PERTURBATION = null;

  private final OpenGlContext context;
  private final Model scene;
  private final RenderOptions options;
  private final int cameraCount;
  private final RowFlip rowFlip;
  private final mjvOption visible = new mjvOption();
  private final mjvOption objects = new mjvOption();
  private final mjvCamera view = new mjvCamera();
  private final mjrRect frame = new mjrRect();
  private final mjvScene shapes = new mjvScene();
  private RenderResources images;

  /** For depth and objects; opened when asked for, and {@link #images} where these will do. */
  private RenderResources numbers;

  private ByteBuffer objectColours;
  private boolean closed;

  /**
   * Uploads a scene and the textures that its materials can be switched to; costs tens to hundreds
   * of milliseconds.
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
    MuJoCo.mjv_defaultOption(objects);
    for (int group = 0; group < SITE_GROUPS; group++) {
      objects.sitegroup(group, (byte) 0);
    }
    MuJoCo.mjv_defaultCamera(view);
    MuJoCo.mjv_defaultScene(shapes);
    frame.left(0).bottom(0).width(options.widthPixels()).height(options.heightPixels());
    context.add(this);
    try (ModelLease lease = scene.lease()) {
      makeScene(lease);
      images = RenderResources.forImages(context, scene, options);
    } catch (RuntimeException e) {
      close();
      throw refusal(e);
    }
  }

  private void makeScene(ModelLease lease) {
    MuJoCo.mjv_makeScene(lease.handle(), shapes, MAX_SHAPES);
    if (options.quality() == RenderOptions.Quality.FAST) {
      shapes.flags(MuJoCo.mjRND_SHADOW, (byte) 0);
      shapes.flags(MuJoCo.mjRND_REFLECTION, (byte) 0);
    }
  }

  private RenderingException refusal(RuntimeException cause) {
    return new RenderingException(
        "scene %s cannot be drawn: %s".formatted(scene.name(), cause.getMessage()), cause);
  }

  /** What depth and objects are drawn with, whatever the quality: hard edges. */
  private RenderResources numbers(Physics physics) {
    if (numbers == null) {
      try {
        numbers =
            images.hasOneSample() ? images : RenderResources.forNumbers(context, physics, options);
      } catch (RuntimeException e) {
        throw refusal(e);
      }
    }
    return numbers;
  }

  /** Size and quality of its images. */
  public RenderOptions options() {
    return options;
  }

  /**
   * Takes an image: [height][width][3], uint8, red green blue, top row first. Written from the
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
    requireReady(physics);
    requireSpace(rgb, options.rgbBytes());
    aim(camera);
    draw(physics, visible, images);
    MuJoCo.mjr_readPixels(rgb, NO_DEPTH, frame, images.handle());
    images.requireNoOpenGlError();
    rowFlip.flip(rgb);
  }

  /**
   * Takes a depth image: [height][width], float32, metres along the line of sight through the
   * centre of each pixel, top row first; {@link CameraParameters#farMetres} where nothing is seen.
   * The same in every quality. Otherwise like {@link #render}.
   *
   * @param metres direct memory of native order
   */
  public void renderDepth(Physics physics, Camera camera, FloatBuffer metres) {
    requireReady(physics);
    requireSpace(metres, options.pixels());
    RenderResources target = numbers(physics);
    aim(camera);
    showSurfacesOnly(true);
    try {
      draw(physics, visible, target);
    } finally {
      showSurfacesOnly(false);
    }
    MuJoCo.mjr_readPixels(NO_COLOURS, metres, frame, target.handle());
    target.requireNoOpenGlError();
    MuJoCo.wc_depthMetres(shapes, options.widthPixels(), options.heightPixels(), metres);
  }

  /**
   * Says which object is seen at the centre of each pixel: [height][width], int32, top row first,
   * -1 for none. Sites, being markers, are left out. The same in every quality. Otherwise like
   * {@link #render}.
   *
   * @param kind {@link ObjectKind#GEOM} or {@link ObjectKind#BODY}
   * @param indices direct memory of native order
   */
  public void renderObjects(Physics physics, Camera camera, ObjectKind kind, IntBuffer indices) {
    requireReady(physics);
    requireSpace(indices, options.pixels());
    if (kind != ObjectKind.GEOM && kind != ObjectKind.BODY) {
      throw new IllegalArgumentException("pixels show a GEOM or a BODY, not a %s".formatted(kind));
    }
    if (objectColours == null) {
      objectColours = ByteBuffer.allocateDirect(options.rgbBytes());
    }
    RenderResources target = numbers(physics);
    aim(camera);
    showObjectColours(true);
    try {
      draw(physics, objects, target);
    } finally {
      showObjectColours(false);
    }
    MuJoCo.mjr_readPixels(objectColours, NO_DEPTH, frame, target.handle());
    target.requireNoOpenGlError();
    physics.guard().enter(physics);
    try {
      MuJoCo.wc_objects(
          physics.modelHandle(),
          shapes,
          objectColours,
          options.widthPixels(),
          options.heightPixels(),
          kind == ObjectKind.BODY,
          indices);
    } finally {
      physics.guard().leave();
    }
  }

  /**
   * Writes a line of text over the top rows of an image, {@value #CAPTION_PIXELS} of them or all.
   *
   * @param rgb an image of this renderer's size, from the buffer's position on
   */
  public void caption(String text, ByteBuffer rgb) {
    requireOpen();
    requireSpace(rgb, options.rgbBytes());
    int height = Math.min(CAPTION_PIXELS, options.heightPixels());
    images.select();
    try (mjrRect strip = new mjrRect()) {
      strip.left(0).bottom(0).width(options.widthPixels()).height(height);
      MuJoCo.mjr_label(strip, MuJoCo.mjFONT_NORMAL, text, 0, 0, 0, 1, 1, 1, 1, images.handle());
      MuJoCo.mjr_readPixels(rgb, NO_DEPTH, strip, images.handle());
    }
    images.requireNoOpenGlError();
    new RowFlip(height, options.widthPixels() * 3).flip(rgb);
  }

  /** The sky would have a depth, too: that of the box it is painted on. */
  private void showSurfacesOnly(boolean on) {
    boolean faithful = options.quality() == RenderOptions.Quality.FAITHFUL;
    byte effects = (byte) (faithful && !on ? 1 : 0);
    shapes.flags(MuJoCo.mjRND_SKYBOX, (byte) (on ? 0 : 1));
    shapes.flags(MuJoCo.mjRND_SHADOW, effects).flags(MuJoCo.mjRND_REFLECTION, effects);
  }

  private void showObjectColours(boolean on) {
    byte flag = (byte) (on ? 1 : 0);
    shapes.flags(MuJoCo.mjRND_SEGMENT, flag).flags(MuJoCo.mjRND_IDCOLOR, flag);
  }

  /** How a camera maps the world to the pixels of an image taken now. */
  public CameraParameters parameters(Physics physics, Camera camera) {
    requireReady(physics);
    aim(camera);
    physics.guard().enter(physics);
    try {
      MuJoCo.mjv_updateCamera(physics.modelHandle(), physics.dataHandle(), view, shapes);
    } finally {
      physics.guard().leave();
    }
    try (mjvGLCamera eye = MuJoCo.mjv_averageCamera(shapes.camera(0), shapes.camera(1))) {
      return GlCamera.parameters(eye, options);
    }
  }

  private void draw(Physics physics, mjvOption shown, RenderResources target) {
    physics.guard().enter(physics);
    try {
      MuJoCo.mjv_updateScene(
          physics.modelHandle(),
          physics.dataHandle(),
          shown,
          NO_PERTURBATION,
          view,
          MuJoCo.mjCAT_ALL,
          shapes);
      if (target == images) {
        images.useMaterials(physics);
      }
    } finally {
      physics.guard().leave();
    }
    if (shapes.status() != 0) {
      throw new RenderingException(
          "scene %s shows more than the %d shapes that can be drawn"
              .formatted(scene.name(), MAX_SHAPES));
    }
    target.select();
    MuJoCo.mjr_render(frame, shapes, target.handle());
  }

  void aim(Camera camera) {
    GlCamera.aim(view, camera, scene.name(), cameraCount);
  }

  private void requireOpen() {
    context.requireOwner();
    if (closed) {
      throw new IllegalStateException(
          "the renderer of scene %s is closed; make a new one".formatted(scene.name()));
    }
    context.requireCurrent();
  }

  private void requireReady(Physics physics) {
    requireOpen();
    if (physics.scene() != scene) {
      throw new IllegalArgumentException(
          "a renderer of scene %s cannot draw a simulation of another loaded scene, %s"
              .formatted(scene.name(), physics.scene().name()));
    }
  }

  private void requireSpace(Buffer memory, int elements) {
    if (!memory.isDirect() || memory.isReadOnly() || memory.remaining() < elements) {
      throw new IllegalArgumentException(
          "an image of %d x %d pixels needs writable direct memory for %d %s, not %s"
              .formatted(
                  options.widthPixels(),
                  options.heightPixels(),
                  elements,
                  memory instanceof ByteBuffer ? "bytes" : "numbers",
                  memory));
    }
  }

  mjvOption visible() {
    return visible;
  }

  mjvCamera view() {
    return view;
  }

  mjvScene shapes() {
    return shapes;
  }

  mjrContext resources() {
    return images.handle();
  }

  mjrRect frame() {
    return frame;
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
    closeResources();
    MuJoCo.mjv_freeScene(shapes);
    shapes.close();
    frame.close();
    view.close();
    visible.close();
    objects.close();
  }

  private void closeResources() {
    if (numbers != null && numbers != images) {
      numbers.close();
    }
    if (images != null) {
      images.close();
    }
  }
}
