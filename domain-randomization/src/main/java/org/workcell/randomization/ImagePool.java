package org.workcell.randomization;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.workcell.sim.image.TextureImage;

/**
 * Images that surfaces or objects can wear, all of {@link #PIXELS} x {@link #PIXELS}. Immutable.
 *
 * @param name distinguishes it from other pools
 * @param kind whether an image goes flat onto surfaces or around objects
 * @param images in order; their names start with the pool's
 * @param repeatsPerMetre how often an image repeats on a metre of a surface, or on an object's face
 */
record ImagePool(
    String name, TextureImage.Kind kind, List<TextureImage> images, double repeatsPerMetre) {

  /** Width and height of every image. */
  static final int PIXELS = 128;

  private static final Map<String, ImagePool> BUILTIN = new ConcurrentHashMap<>();

  /** Takes a defensive copy. */
  ImagePool {
    images = List.copyOf(images);
  }

  private static ImagePool of(
      String name, TextureImage.Kind kind, List<byte[]> pixels, double repeatsPerMetre) {
    List<TextureImage> images = new ArrayList<>();
    for (byte[] rgb : pixels) {
      String image = "%s_%d".formatted(name, images.size());
      images.add(new TextureImage(image, kind, PIXELS, PIXELS, ByteBuffer.wrap(rgb)));
    }
    return new ImagePool(name, kind, images, repeatsPerMetre);
  }

  private static String name(String base, TextureImage.Kind kind) {
    return base + "_" + kind.name().toLowerCase(Locale.ROOT);
  }

  /** One of the pools that are drawn by {@link ProceduralTextures}. */
  static ImagePool builtin(Builtin builtin, TextureImage.Kind kind) {
    boolean flat = kind == TextureImage.Kind.FLAT;
    return BUILTIN.computeIfAbsent(
        name(builtin.name().toLowerCase(Locale.ROOT), kind),
        name -> of(name, kind, ProceduralTextures.of(builtin), flat ? builtin.repeatsPerMetre : 1));
  }

  /**
   * A user's folder of PNG or JPEG images, in the order of their names.
   *
   * @throws IllegalArgumentException if there is none, or one cannot be used
   */
  static ImagePool folder(Path folder, TextureImage.Kind kind) {
    ImageFolder images = ImageFolder.read(folder);
    String name = name("folder_" + images.checksum(), kind);
    boolean flat = kind == TextureImage.Kind.FLAT;
    return of(name, kind, images.images(), flat ? 0.5 : 1);
  }

  /** The material by which a target wears an image of this pool. */
  String material(Target target) {
    return SceneVariant.PREFIX + name + "_on_" + target.label();
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
