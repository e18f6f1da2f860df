package org.workcell.sim.rendering;

import java.nio.ByteBuffer;

/**
 * Images of many environments, {@code [env][camera][H][W]...}, of one size and kind, top row first,
 * in direct memory: allocated here or supplied by a caller. Different threads may use different
 * rows at the same time.
 */
public final class ImageBlock {

  private final int rows;
  private final int cameras;
  private final RenderOptions image;
  private final ImageKind kind;
  private final ByteBuffer memory;

  private ImageBlock(
      int rows, int cameras, RenderOptions image, ImageKind kind, ByteBuffer memory) {
    this.rows = rows;
    this.cameras = cameras;
    this.image = image;
    this.kind = kind;
    this.memory = memory;
  }

  /**
   * Allocates memory for RGB images.
   *
   * @throws IllegalArgumentException if one buffer does not hold so many images
   */
  public static ImageBlock allocate(int rows, int cameras, RenderOptions image) {
    return allocate(rows, cameras, image, ImageKind.RGB);
  }

  /** The same for images of any kind. */
  public static ImageBlock allocate(int rows, int cameras, RenderOptions image, ImageKind kind) {
    int bytes = requiredBytes(rows, cameras, image, kind);
    return new ImageBlock(rows, cameras, image, kind, ByteBuffer.allocateDirect(bytes));
  }

  /**
   * Lays a block of RGB images over a caller's memory, from its position on.
   *
   * @throws IllegalArgumentException if the memory is not direct, read-only or too small
   */
  public static ImageBlock over(int rows, int cameras, RenderOptions image, ByteBuffer memory) {
    return over(rows, cameras, image, ImageKind.RGB, memory);
  }

  /** The same for images of any kind. */
  public static ImageBlock over(
      int rows, int cameras, RenderOptions image, ImageKind kind, ByteBuffer memory) {
    int bytes = requiredBytes(rows, cameras, image, kind);
    if (!memory.isDirect() || memory.isReadOnly() || memory.remaining() < bytes) {
      throw new IllegalArgumentException(
          "images of %d environments need %d bytes of writable direct memory, not %s"
              .formatted(rows, bytes, memory));
    }
    return new ImageBlock(rows, cameras, image, kind, memory.slice(memory.position(), bytes));
  }

  private static int requiredBytes(int rows, int cameras, RenderOptions image, ImageKind kind) {
    if (rows < 1 || cameras < 1) {
      throw new IllegalArgumentException(
          "images need at least one environment and one camera, not %d and %d"
              .formatted(rows, cameras));
    }
    double bytes = (double) rows * cameras * kind.bytes(image);
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%d environments x %d cameras of %d x %d pixels are %.0f bytes, more than one buffer holds;"
                  .formatted(rows, cameras, image.widthPixels(), image.heightPixels(), bytes)
              + " use fewer or smaller images");
    }
    return (int) bytes;
  }

  /** Number of environments. */
  public int rows() {
    return rows;
  }

  /** Images of each environment. */
  public int cameras() {
    return cameras;
  }

  /** Size of an image. */
  public RenderOptions image() {
    return image;
  }

  /** What the pixels are. */
  public ImageKind kind() {
    return kind;
  }

  /** Bytes of one environment. */
  public int rowBytes() {
    return cameras * kind.bytes(image);
  }

  /** Where an image starts, in bytes. */
  public int offset(int row, int camera) {
    return row * rowBytes() + camera * kind.bytes(image);
  }

  /** The whole block. */
  public ByteBuffer memory() {
    return memory.duplicate();
  }

  /** One image. */
  public ByteBuffer image(int row, int camera) {
    return memory.slice(offset(row, camera), kind.bytes(image));
  }

  /** Sets every byte of the images of an environment to zero. */
  public void clearRow(int row) {
    for (int i = offset(row, 0); i < offset(row, 0) + rowBytes(); i++) {
      memory.put(i, (byte) 0);
    }
  }
}
