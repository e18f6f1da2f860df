package org.workcell.sim.cameras;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.rendering.Camera;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.ImageKind;
import org.workcell.sim.rendering.RenderOptions;

/**
 * Which images of a vector's environments are taken: RGB images of one size in one block {@link
 * #BLOCK}, or images of any size and kind, each in a block of its own. Immutable; {@code with}
 * methods return changed copies.
 *
 * @param images all different
 * @param inOneBlock whether they share a block
 * @param workers most threads that draw; where a graphics card does, it is one
 * @param device position of a device in EGL's list; the first that works where absent
 */
public record ImageOptions(
    List<CameraImage> images, boolean inOneBlock, int workers, OptionalInt device) {

  /** A free camera that shows the whole scene, unless the scene has a camera of this name. */
  public static final String OVERVIEW = "overview";

  /** The name of the block that RGB images of one size share: [camera][H][W][3]. */
  public static final String BLOCK = "images";

  /** Checks the numbers and takes a defensive copy. */
  public ImageOptions {
    images = List.copyOf(images);
    List<String> names = images.stream().map(CameraImage::blockName).toList();
    if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(
          "images need at least one camera, all different, not %s".formatted(names));
    }
    if (workers < 1 || workers > 1024) {
      throw new IllegalArgumentException("1..1024 threads can draw, not " + workers);
    }
    if (device.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "EGL's devices are counted from 0; there is none " + device.getAsInt());
    }
    RenderOptions first = images.get(0).image();
    if (inOneBlock
        && !images.stream()
            .allMatch(each -> each.kind() == ImageKind.RGB && each.image().equals(first))) {
      throw new IllegalArgumentException(
          "only RGB images of one size share a block, not %s; give each a block of its own"
              .formatted(images));
    }
  }

  /** RGB images of these cameras in one block, drawn by a thread for every processor. */
  public static ImageOptions of(RenderOptions image, String... cameras) {
    List<CameraImage> images = new ArrayList<>();
    for (String camera : cameras) {
      images.add(new CameraImage(camera, ImageKind.RGB, image));
    }
    return new ImageOptions(images, true, processors(), OptionalInt.empty());
  }

  /** Images in blocks of their own, drawn by a thread for every processor. */
  public static ImageOptions separate(CameraImage... images) {
    return new ImageOptions(List.of(images), false, processors(), OptionalInt.empty());
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** A copy with another number of threads. */
  public ImageOptions withWorkers(int count) {
    return new ImageOptions(images, inOneBlock, count, device);
  }

  /** A copy that draws on a device of EGL's list, counted from 0, and nowhere else. */
  public ImageOptions withDevice(int position) {
    return new ImageOptions(images, inOneBlock, workers, OptionalInt.of(position));
  }

  /** The camera of each image. */
  public List<String> cameras() {
    return images.stream().map(CameraImage::camera).toList();
  }

  /**
   * The size of images that share a block.
   *
   * @throws IllegalStateException if each has its own
   */
  public RenderOptions image() {
    requireOneBlock();
    return images.get(0).image();
  }

  private void requireOneBlock() {
    if (!inOneBlock) {
      throw new IllegalStateException(
          "these images do not share a block; they are in %s"
              .formatted(images.stream().map(CameraImage::blockName).toList()));
    }
  }

  /** The blocks of these images in a batch. */
  public List<BlockSpec> blockSpecs() {
    if (!inOneBlock) {
      return images.stream().map(CameraImage::blockSpec).toList();
    }
    RenderOptions image = image();
    return List.of(
        BlockSpec.images(BLOCK, images.size(), image.heightPixels(), image.widthPixels()));
  }

  /** The images that share a block, in a batch whose layout has {@link #blockSpecs}. */
  public ImageBlock over(BatchStorage batch) {
    requireOneBlock();
    return blocksOver(batch).get(0);
  }

  /** The images in a batch whose layout has {@link #blockSpecs}, in the same order. */
  public List<ImageBlock> blocksOver(BatchStorage batch) {
    List<ImageBlock> blocks = new ArrayList<>();
    for (int i = 0; i < blockSpecs().size(); i++) {
      CameraImage image = images.get(i);
      blocks.add(
          ImageBlock.over(
              batch.rows(),
              camerasInBlock(),
              image.image(),
              image.kind(),
              batch.image(i).memory()));
    }
    return blocks;
  }

  /** Memory for the images of so many rows. */
  public List<ImageBlock> newBlocks(int rows) {
    List<ImageBlock> blocks = new ArrayList<>();
    for (int i = 0; i < blockSpecs().size(); i++) {
      CameraImage image = images.get(i);
      blocks.add(ImageBlock.allocate(rows, camerasInBlock(), image.image(), image.kind()));
    }
    return blocks;
  }

  private int camerasInBlock() {
    return inOneBlock ? images.size() : 1;
  }

  /**
   * Checks memory for these images.
   *
   * @throws IllegalArgumentException if it has other blocks or too few rows
   */
  void requireFit(List<ImageBlock> target, int rows) {
    boolean fits = target.size() == (inOneBlock ? 1 : images.size());
    for (int i = 0; fits && i < target.size(); i++) {
      ImageBlock block = target.get(i);
      RenderOptions wanted = images.get(i).image();
      fits =
          block.rows() >= rows
              && block.cameras() == camerasInBlock()
              && block.kind() == images.get(i).kind()
              && block.image().widthPixels() == wanted.widthPixels()
              && block.image().heightPixels() == wanted.heightPixels();
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "images of %d rows do not fit this memory; expected blocks as newBlock makes them for %s"
              .formatted(rows, images));
    }
  }

  /**
   * The camera of each image in a scene.
   *
   * @throws IllegalArgumentException naming the cameras that exist
   */
  public List<Camera> camerasOf(Model scene) {
    return images.stream().map(image -> camera(scene, image.camera())).toList();
  }

  private static Camera camera(Model scene, String name) {
    boolean free = name.equals(OVERVIEW) && !scene.has(ObjectKind.CAMERA, name);
    return free ? Camera.overview(scene) : Camera.named(scene, name);
  }
}
