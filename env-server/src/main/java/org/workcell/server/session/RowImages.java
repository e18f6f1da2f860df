package org.workcell.server.session;

import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.vector.PooledVectorEnvironment;
import org.workcell.sim.vector.VectorRenderer;

/** Images of a vector's rows when asked; the renderer is kept while the same ones are wanted. */
final class RowImages implements AutoCloseable {

  private final PooledVectorEnvironment vector;
  private final int threads;
  private final long mostBytes;
  private String camera;
  private RenderOptions image;
  private VectorRenderer renderer;
  private ImageBlock images;

  RowImages(PooledVectorEnvironment vector, int threads, long mostBytes) {
    this.vector = vector;
    this.threads = threads;
    this.mostBytes = mostBytes;
  }

  /** Takes the images of some rows, in their rows of a block that the next call overwrites. */
  ImageBlock take(String wantedCamera, RenderOptions wanted, int[] rows) {
    if (renderer == null || !wantedCamera.equals(camera) || !wanted.equals(image)) {
      open(wantedCamera, wanted);
    }
    renderer.render(vector.current(), rows, images);
    return images;
  }

  private void open(String wantedCamera, RenderOptions wanted) {
    if ((long) vector.count() * wanted.rgbBytes() > mostBytes) {
      throw new CallException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "images of %d environments of %d x %d pixels take more than %d bytes; use smaller ones"
              .formatted(vector.count(), wanted.widthPixels(), wanted.heightPixels(), mostBytes));
    }
    close();
    renderer =
        VectorRenderer.open(vector, ImageOptions.of(wanted, wantedCamera).withWorkers(threads));
    images = renderer.newBlock(vector.count());
    camera = wantedCamera;
    image = wanted;
  }

  @Override
  public void close() {
    if (renderer != null) {
      renderer.close();
      renderer = null;
      images = null;
    }
  }
}
