package org.workcell.sim.vector;

import java.util.List;
import java.util.function.Consumer;
import org.workcell.sim.cameras.BatchRenderer;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.rendering.ImageBlock;

/**
 * Takes images of a vector's environments when asked, of the rows asked for. A vector without a
 * renderer pays nothing for images. How they are drawn: {@link BatchRenderer}.
 *
 * <p>Used by the vector's thread. Drawing allocates nothing. Closing is idempotent, and comes
 * before or after that of the vector.
 */
public final class VectorRenderer implements AutoCloseable {

  private final VectorCore core;
  private final Consumer<VectorBatch> readiness;
  private final BatchRenderer renderer;
  private List<ImageBlock> single = List.of();

  private VectorRenderer(VectorCore core, Consumer<VectorBatch> readiness, ImageOptions options) {
    this.core = core;
    this.readiness = readiness;
    this.renderer = new BatchRenderer(core, options);
  }

  /**
   * Makes the contexts and uploads the scenes; costs tens to hundreds of milliseconds for each
   * scene and worker.
   *
   * @throws IllegalArgumentException if a scene lacks a camera
   * @throws org.workcell.sim.rendering.RenderingException if this machine cannot draw, with what to
   *     do
   */
  public static VectorRenderer open(VectorEnvironment vector, ImageOptions options) {
    if (!(vector instanceof PooledVectorEnvironment pooled)) {
      throw new IllegalArgumentException(
          "images are drawn where environments are simulated; ask for them when the vector is"
              + " opened");
    }
    pooled.requireIdle();
    return new VectorRenderer(pooled.core(), batch -> requireLatest(pooled, batch), options);
  }

  /** The same for a vector whose batches come in order of completion; none may be under way. */
  public static VectorRenderer open(AsyncVectorEnvironment vector, ImageOptions options) {
    vector.requireNotUnderWay(vector.core().all());
    return new VectorRenderer(
        vector.core(), batch -> vector.requireNotUnderWay(batch.environments()), options);
  }

  private static void requireLatest(PooledVectorEnvironment vector, VectorBatch batch) {
    vector.requireIdle();
    if (batch != vector.current()) {
      throw new IllegalStateException(
          "images show the latest batch of a vector only; take them before the next step");
    }
  }

  /** How and by what images are drawn, for example {@code egl, device 0: llvmpipe (...)}. */
  public String description() {
    return renderer.description();
  }

  /** Which images are taken. */
  public ImageOptions options() {
    return renderer.options();
  }

  /** Ids of the threads that draw, for measurements. */
  public long[] threadIds() {
    return renderer.threadIds();
  }

  /** Memory for images that share a block, of so many rows. */
  public ImageBlock newBlock(int rows) {
    options().image();
    return newBlocks(rows).get(0);
  }

  /** Memory for the images of so many rows, in the order of {@link ImageOptions#blockSpecs}. */
  public List<ImageBlock> newBlocks(int rows) {
    return renderer.newBlocks(rows);
  }

  /** Takes the images of all rows of the latest batch. */
  public void render(VectorBatch batch, ImageBlock target) {
    render(batch, blocks(target));
  }

  /** Takes the images of all rows of the latest batch, in blocks of their own. */
  public void render(VectorBatch batch, List<ImageBlock> target) {
    requireReady(batch);
    renderer.draw(batch.environments(), target);
  }

  /** Takes the images of some rows, all different; the others keep theirs. */
  public void render(VectorBatch batch, int[] rows, ImageBlock target) {
    requireReady(batch);
    renderer.draw(batch.environments(), rows, blocks(target));
  }

  /** Takes the last images of the episodes whose rows {@link VectorBatch#hasFinal} names. */
  public void renderFinals(VectorBatch batch, ImageBlock target) {
    requireReady(batch);
    batch.drawFinals(renderer, blocks(target));
  }

  /** The same list for the same block, because render workers know memory by its list. */
  private List<ImageBlock> blocks(ImageBlock target) {
    if (single.isEmpty() || single.get(0) != target) {
      single = List.of(target);
    }
    return single;
  }

  private void requireReady(VectorBatch batch) {
    core.requireOpen();
    readiness.accept(batch);
  }

  @Override
  public void close() {
    renderer.close();
  }
}
