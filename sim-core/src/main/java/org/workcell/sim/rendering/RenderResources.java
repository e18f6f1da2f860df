package org.workcell.sim.rendering;

import java.nio.ByteBuffer;
import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.mjModel;
import org.workcell.mujoco.mjrContext;
import org.workcell.sim.image.TextureImage;
import org.workcell.sim.image.TexturePool;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelLease;
import org.workcell.sim.physics.Physics;

/**
 * One scene's meshes and textures on the GPU, with a framebuffer of one size. Belongs to the thread
 * of its OpenGL context.
 */
final class RenderResources implements AutoCloseable {

  private static final int FONT_SCALE_PERCENT = 100;

  private final OpenGlContext context;
  private final String scene;
  private final mjrContext handle = new mjrContext();

  private RenderResources(OpenGlContext context, String scene) {
    this.context = context;
    this.scene = scene;
    MuJoCo.mjr_defaultContext(handle);
  }

  /** What images of a quality need, with the textures that materials can be switched to. */
  static RenderResources forImages(OpenGlContext context, Model scene, RenderOptions options) {
    RenderResources resources = new RenderResources(context, scene.name());
    try (ModelLease lease = scene.lease()) {
      resources.make(lease.handle(), options, true);
      resources.upload(scene.textures());
    } catch (RuntimeException e) {
      resources.close();
      throw e;
    }
    return resources;
  }

  /**
   * What numbers at the centres of pixels need: one sample for each pixel and no textures. Of a
   * multisampled buffer a sample beside the centre would be read.
   *
   * @param physics a simulation of the scene, which may be closed meanwhile
   */
  static RenderResources forNumbers(OpenGlContext context, Physics physics, RenderOptions options) {
    RenderResources resources = new RenderResources(context, physics.scene().name());
    physics.guard().enter(physics);
    try {
      resources.make(
          physics.modelHandle(),
          RenderOptions.fast(options.widthPixels(), options.heightPixels()),
          false);
    } catch (RuntimeException e) {
      resources.close();
      throw e;
    } finally {
      physics.guard().leave();
    }
    return resources;
  }

  private void make(mjModel model, RenderOptions options, boolean textures) {
    // MuJoCo reads size and quality from the model, and ours is shared: a passing copy carries
    // them.
    mjModel adapted = MuJoCo.mj_copyModel((mjModel) null, model);
    if (adapted == null) {
      throw new RenderingException("out of memory");
    }
    try {
      var settings = adapted.vis();
      settings.global_offwidth(options.widthPixels()).global_offheight(options.heightPixels());
      if (options.quality() == RenderOptions.Quality.FAST) {
        settings.quality_offsamples(0).quality_shadowsize(0);
      }
      if (!textures) {
        removeTextures(adapted);
      }
      MuJoCo.mjr_makeContext(adapted, handle, FONT_SCALE_PERCENT);
    } finally {
      MuJoCo.mj_deleteModel(adapted);
    }
    // Nearness has more digits than distance from the camera.
    handle.readDepthMap(MuJoCo.mjDEPTH_ZEROFAR);
    select();
    requireNoOpenGlError();
  }

  private static void removeTextures(mjModel model) {
    model.ntex(0);
    for (int i = 0; i < model.nmat() * MuJoCo.mjNTEXROLE; i++) {
      model.mat_texid().put(i, -1);
    }
  }

  private void upload(TexturePool textures) {
    for (TextureImage image : textures.images()) {
      int type =
          image.kind() == TextureImage.Kind.CUBE ? MuJoCo.mjTEXTURE_CUBE : MuJoCo.mjTEXTURE_2D;
      MuJoCo.wc_addTexture(
          handle, type, image.widthPixels(), image.heightPixels(), inDirectMemory(image.rgb()));
    }
    requireNoOpenGlError();
  }

  private static ByteBuffer inDirectMemory(ByteBuffer pixels) {
    return ByteBuffer.allocateDirect(pixels.remaining()).put(0, pixels, 0, pixels.remaining());
  }

  mjrContext handle() {
    return handle;
  }

  /** Whether a pixel has one sample, at its centre. */
  boolean hasOneSample() {
    return handle.offSamples() == 0;
  }

  /** Draws materials with the textures that the simulation's model names now. */
  void useMaterials(Physics physics) {
    try {
      MuJoCo.wc_useMaterials(physics.modelHandle(), handle);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "scene %s cannot be drawn with these model edits: %s".formatted(scene, e.getMessage()),
          e);
    }
  }

  /** Draws into this framebuffer from now on; another renderer of the thread may have drawn. */
  void select() {
    MuJoCo.mjr_setBuffer(MuJoCo.mjFB_OFFSCREEN, handle);
    if (handle.currentBuffer() != MuJoCo.mjFB_OFFSCREEN) {
      throw new RenderingException(
          "%s cannot draw into memory; use another OpenGL driver".formatted(context.renderer()));
    }
  }

  /** A failed draw leaves a black or stale image and no other trace. */
  void requireNoOpenGlError() {
    int error = MuJoCo.mjr_getError();
    if (error != 0) {
      throw new RenderingException(
          "OpenGL error 0x%x of %s while drawing scene %s; try a smaller image"
              .formatted(error, context.renderer(), scene));
    }
  }

  /** Frees what was uploaded; the context must be current. */
  @Override
  public void close() {
    if (handle.isNull()) {
      return;
    }
    if (handle.glInitialized() != 0) {
      MuJoCo.mjr_freeContext(handle);
    }
    handle.close();
  }
}
