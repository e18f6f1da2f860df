package org.workcell.sim.vector;

import java.util.HashSet;
import java.util.List;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.rendering.Camera;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.RenderOptions;

/**
 * Which pictures of a vector's environments are taken. Immutable; {@code with} methods return
 * changed copies.
 *
 * @param picture size and quality
 * @param cameras names of cameras that every scene has, or {@link #OVERVIEW}; all different
 * @param workers number of threads that draw
 */
public record ImageOptions(RenderOptions picture, List<String> cameras, int workers) {

  /** A free camera that shows the whole scene, unless the scene has a camera of this name. */
  public static final String OVERVIEW = "overview";

  /** The name of the block of pictures in a batch. */
  public static final String BLOCK = "images";

  /** Checks the numbers and takes a defensive copy. */
  public ImageOptions {
    cameras = List.copyOf(cameras);
    if (cameras.isEmpty() || new HashSet<>(cameras).size() < cameras.size()) {
      throw new IllegalArgumentException(
          "pictures need at least one camera, all different, not %s".formatted(cameras));
    }
    if (workers < 1 || workers > 1024) {
      throw new IllegalArgumentException("1..1024 threads can draw, not " + workers);
    }
  }

  /** Pictures of these cameras, drawn by a thread for every processor. */
  public static ImageOptions of(RenderOptions picture, String... cameras) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new ImageOptions(picture, List.of(cameras), processors);
  }

  /** A copy with another number of threads. */
  public ImageOptions withWorkers(int count) {
    return new ImageOptions(picture, cameras, count);
  }

  /** The blocks of these pictures in a batch. */
  public List<BlockSpec> blockSpecs() {
    return List.of(blockSpec());
  }

  private BlockSpec blockSpec() {
    return BlockSpec.pictures(BLOCK, cameras.size(), picture.heightPixels(), picture.widthPixels());
  }

  /** The pictures of a batch whose layout has {@link #blockSpecs}. */
  public ImageBlock over(BatchStorage batch) {
    return ImageBlock.over(batch.rows(), cameras.size(), picture, batch.image(0).memory());
  }

  /**
   * The cameras of a scene.
   *
   * @throws IllegalArgumentException naming the cameras that exist
   */
  public List<Camera> camerasOf(Model scene) {
    return cameras.stream().map(name -> camera(scene, name)).toList();
  }

  private static Camera camera(Model scene, String name) {
    boolean free = name.equals(OVERVIEW) && !scene.has(ObjectKind.CAMERA, name);
    return free ? Camera.overview(scene) : Camera.named(scene, name);
  }
}
