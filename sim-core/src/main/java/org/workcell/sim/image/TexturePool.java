package org.workcell.sim.image;

import java.util.List;

/**
 * Textures that materials of a scene can be switched to, beyond those that it is compiled with.
 * Each renderer of the scene uploads them once; no copy of the model holds their pixels. Immutable.
 *
 * @param images the textures, in the order of their numbers, by different names
 */
public record TexturePool(List<TextureImage> images) {

  /** No textures. */
  public static final TexturePool EMPTY = new TexturePool(List.of());

  /** As many textures as a renderer has room for, the scene's own included. */
  public static final int MOST_TEXTURES = 1000;

  /** Columns of the model's {@code mat_texid}: what a texture does for a material. */
  public static final int ROLES = 10;

  /** The column that gives a material its colour. */
  public static final int COLOUR_ROLE = 1;

  /**
   * Takes a defensive copy.
   *
   * @throws IllegalArgumentException if there are too many, or two of one name
   */
  public TexturePool {
    images = List.copyOf(images);
    if (images.size() > MOST_TEXTURES) {
      throw new IllegalArgumentException(
          "a texture pool has up to %d textures, not %d".formatted(MOST_TEXTURES, images.size()));
    }
    long names = images.stream().map(TextureImage::name).distinct().count();
    if (names < images.size()) {
      throw new IllegalArgumentException("textures of a pool must have different names");
    }
  }

  /**
   * Place of a texture in the pool.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public int index(String name) {
    for (int i = 0; i < images.size(); i++) {
      if (images.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "the texture pool has no '%s'; it has %s"
            .formatted(name, images.stream().map(TextureImage::name).toList()));
  }

  /** Index of a material's colour texture in the model's {@code mat_texid}. */
  public static int colourIndex(int material) {
    return material * ROLES + COLOUR_ROLE;
  }
}
