package org.workcell.sim.image;

import java.nio.ByteBuffer;

/**
 * Pixels of one texture. Immutable.
 *
 * @param name by which it is asked for
 * @param kind what it is put on
 * @param widthPixels 1 to {@value #MAX_PIXELS}
 * @param heightPixels 1 to {@value #MAX_PIXELS}; of a cube texture its width, or six times that
 * @param rgb [height][width][3], uint8, top row first
 */
public record TextureImage(
    String name, Kind kind, int widthPixels, int heightPixels, ByteBuffer rgb) {

  /** Largest width and height. */
  public static final int MAX_PIXELS = 4096;

  /** How a texture is laid on geoms; a material takes one kind only. */
  public enum Kind {
    /** An image that is repeated over a plane or a mesh with texture coordinates. */
    FLAT,
    /** Six faces around a shape: one square for all of them, or six squares below each other. */
    CUBE
  }

  /**
   * Checks the sizes and copies the pixels.
   *
   * @throws IllegalArgumentException if a size is out of range or the pixels do not fit it
   */
  public TextureImage {
    if (widthPixels < 1
        || heightPixels < 1
        || widthPixels > MAX_PIXELS
        || heightPixels > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "a texture of %d x %d pixels is not possible; width and height must be 1 to %d"
              .formatted(widthPixels, heightPixels, MAX_PIXELS));
    }
    if (kind == Kind.CUBE && heightPixels != widthPixels && heightPixels != 6 * widthPixels) {
      throw new IllegalArgumentException(
          "a cube texture is a square or six squares below each other, not %d x %d pixels"
              .formatted(widthPixels, heightPixels));
    }
    if (rgb.remaining() != 3 * widthPixels * heightPixels) {
      throw new IllegalArgumentException(
          "a texture of %d x %d pixels has %d bytes, not %d"
              .formatted(
                  widthPixels, heightPixels, 3 * widthPixels * heightPixels, rgb.remaining()));
    }
    ByteBuffer copy = ByteBuffer.allocate(rgb.remaining());
    copy.put(0, rgb, rgb.position(), rgb.remaining());
    rgb = copy;
  }

  /** The pixels, read-only. */
  @Override
  public ByteBuffer rgb() {
    return rgb.asReadOnlyBuffer();
  }
}
