package org.workcell.randomization;

import java.nio.file.Path;
import java.util.List;

/**
 * Images that surfaces or objects can wear, all of {@link #PIXELS} x {@link #PIXELS}. Immutable.
 *
 * @param name distinguishes its materials from those of other pools
 * @param images RGB bytes, top row first
 * @param wraps whether an image goes around objects instead of flat onto surfaces
 * @param repeatsPerMetre how often an image repeats on a metre of a surface, or on an object's face
 */
record TexturePool(String name, List<byte[]> images, boolean wraps, double repeatsPerMetre) {

  /** Width and height of every image. */
  static final int PIXELS = 128;

  /** Takes a defensive copy. */
  TexturePool {
    images = List.copyOf(images);
  }

  /** One of the pools that are drawn by {@link ProceduralTextures}. */
  static TexturePool builtin(Builtin builtin, boolean wraps) {
    String name = builtin.name().toLowerCase(java.util.Locale.ROOT) + (wraps ? "_wrapped" : "");
    return new TexturePool(
        name, ProceduralTextures.of(builtin), wraps, wraps ? 1 : builtin.repeatsPerMetre);
  }

  /**
   * A user's folder of PNG or JPEG images, in the order of their names.
   *
   * @throws IllegalArgumentException if there is none, or one cannot be used
   */
  static TexturePool folder(Path folder, boolean wraps) {
    ImageFolder images = ImageFolder.read(folder);
    String name = "folder_" + images.checksum() + (wraps ? "_wrapped" : "");
    return new TexturePool(name, images.images(), wraps, wraps ? 1 : 0.5);
  }

  String materialName(int index) {
    return SceneVariant.PREFIX + name + "_" + index;
  }

  /** The pools that come with Workcell. */
  enum Builtin {
    /** Three floors. */
    FLOOR(0.6),
    /** Four table tops. */
    TABLE(1.4),
    /** Eight walls. */
    WALL(0.5),
    /** Sixteen patterns in many colours, for anything. */
    PATTERNS(2);

    private final double repeatsPerMetre;

    Builtin(double repeatsPerMetre) {
      this.repeatsPerMetre = repeatsPerMetre;
    }
  }
}
