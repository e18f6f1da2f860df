package org.workcell.sim.rendering;

import java.util.List;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;

/**
 * Textures that materials can be switched to, uploaded once by each renderer. Switching is a model
 * edit of {@link ModelField#MAT_TEXID} with {@link #textureId}; scenes stay as they are. Immutable.
 *
 * @param images the textures, in the order of their numbers
 */
public record TexturePool(List<TextureImage> images) {

  /** No textures. */
  public static final TexturePool EMPTY = new TexturePool(List.of());

  /** As many textures as a renderer has room for, the scene's own included. */
  public static final int MOST_TEXTURES = 1000;

  /** Columns of {@link ModelField#MAT_TEXID}: what a texture does for a material. */
  public static final int ROLES = 10;

  /** The column that gives a material its colour. */
  public static final int COLOUR_ROLE = 1;

  /**
   * Takes a defensive copy.
   *
   * @throws IllegalArgumentException if there are too many
   */
  public TexturePool {
    images = List.copyOf(images);
    if (images.size() > MOST_TEXTURES) {
      throw new IllegalArgumentException(
          "a texture pool has up to %d textures, not %d".formatted(MOST_TEXTURES, images.size()));
    }
  }

  /** The number by which materials of a scene refer to a texture of this pool. */
  public int textureId(Model scene, int image) {
    if (image < 0 || image >= images.size()) {
      throw new IllegalArgumentException(
          "the texture pool has no image %d; it has %d, counted from 0"
              .formatted(image, images.size()));
    }
    return scene.count(ObjectKind.TEXTURE) + image;
  }

  /** Index of a material's colour texture in {@link ModelField#MAT_TEXID}. */
  public static int colourIndex(int material) {
    return material * ROLES + COLOUR_ROLE;
  }
}
