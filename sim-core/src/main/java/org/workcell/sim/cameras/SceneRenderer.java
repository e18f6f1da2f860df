package org.workcell.sim.cameras;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.rendering.Camera;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.ImageKind;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.rendering.ViewRenderer;

/** What one thread needs to draw all environments of one scene. */
final class SceneRenderer implements AutoCloseable {

  /** One thread's view of the memory of images. */
  static final class Target {

    private final List<ImageBlock> blocks;
    private final ByteBuffer[] bytes;
    private final FloatBuffer[] metres;
    private final IntBuffer[] indices;

    Target(List<ImageBlock> blocks) {
      this.blocks = blocks;
      this.bytes = new ByteBuffer[blocks.size()];
      this.metres = new FloatBuffer[blocks.size()];
      this.indices = new IntBuffer[blocks.size()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = blocks.get(i).memory().order(ByteOrder.nativeOrder());
        metres[i] = bytes[i].asFloatBuffer();
        indices[i] = bytes[i].asIntBuffer();
      }
    }

    List<ImageBlock> blocks() {
      return blocks;
    }
  }

  private final List<CameraImage> images;
  private final boolean inOneBlock;
  private final List<Camera> cameras;
  private final Map<RenderOptions, ViewRenderer> renderers = new HashMap<>();
  private final ViewRenderer[] rendererOfImage;

  SceneRenderer(OpenGlContext context, Model scene, ImageOptions options) {
    images = options.images();
    inOneBlock = options.inOneBlock();
    cameras = options.camerasOf(scene);
    rendererOfImage = new ViewRenderer[images.size()];
    try {
      for (int i = 0; i < rendererOfImage.length; i++) {
        rendererOfImage[i] =
            renderers.computeIfAbsent(
                drawnAs(images.get(i)), size -> new ViewRenderer(context, scene, size));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Depth and objects are the same in every quality; the simple one has less to upload. */
  private static RenderOptions drawnAs(CameraImage image) {
    RenderOptions size = image.image();
    return image.kind() == ImageKind.RGB
        ? size
        : RenderOptions.fast(size.widthPixels(), size.heightPixels());
  }

  /** Draws the images of one environment into a row. */
  void render(ViewState view, Target target, int row) {
    for (int i = 0; i < cameras.size(); i++) {
      int block = inOneBlock ? 0 : i;
      int offset = target.blocks.get(block).offset(row, inOneBlock ? i : 0);
      ViewRenderer renderer = rendererOfImage[i];
      Camera camera = cameras.get(i);
      switch (images.get(i).kind()) {
        case RGB -> renderer.render(view, camera, target.bytes[block].position(offset));
        case DEPTH ->
            renderer.renderDepth(view, camera, target.metres[block].position(offset / Float.BYTES));
        case OBJECTS ->
            renderer.renderObjects(
                view,
                camera,
                ObjectKind.BODY,
                target.indices[block].position(offset / Integer.BYTES));
      }
    }
  }

  @Override
  public void close() {
    renderers.values().forEach(ViewRenderer::close);
  }
}
