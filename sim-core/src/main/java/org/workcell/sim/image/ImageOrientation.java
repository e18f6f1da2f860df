package org.workcell.sim.image;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How the pixels of images lie in memory. All methods work in place, on what lies from the buffer's
 * position on, and allocate nothing.
 */
public enum ImageOrientation {
  /** As people look at images. */
  UPRIGHT("top row first"),
  /** As OpenGL and robosuite have them: upside down. */
  OPENGL("bottom row first"),
  /** Those turned by 180 degrees, as many vision-language-action policies expect them: mirrored. */
  ROTATED("top row first, columns from right to left");

  private final String description;

  ImageOrientation(String description) {
    this.description = description;
  }

  /** In words. */
  public String description() {
    return description;
  }

  /** Its name in settings, for example {@code upright}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of all; upright is the first. */
  public static List<String> labels() {
    return Stream.of(values()).map(ImageOrientation::label).toList();
  }

  /**
   * The orientation with this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ImageOrientation ofLabel(String label) {
    return Stream.of(values())
        .filter(each -> each.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "images are not '%s'; use one of %s".formatted(label, labels())));
  }

  /** Where the pixel of an upright image goes, whose pixel comes to its place in return. */
  private int partner(int pixel, int height, int width) {
    int row = pixel / width;
    int column = pixel % width;
    return switch (this) {
      case UPRIGHT -> pixel;
      case OPENGL -> (height - 1 - row) * width + column;
      case ROTATED -> row * width + width - 1 - column;
    };
  }

  /** Turns an upright image of three bytes a pixel. */
  public void turn(ByteBuffer rgb, int height, int width) {
    int start = rgb.position();
    for (int pixel = 0; this != UPRIGHT && pixel < height * width; pixel++) {
      int other = partner(pixel, height, width);
      for (int i = 0; i < 3 && other > pixel; i++) {
        byte moved = rgb.get(start + 3 * pixel + i);
        rgb.put(start + 3 * pixel + i, rgb.get(start + 3 * other + i));
        rgb.put(start + 3 * other + i, moved);
      }
    }
  }

  /** Turns an upright image of one number a pixel. */
  public void turn(FloatBuffer values, int height, int width) {
    int start = values.position();
    for (int pixel = 0; this != UPRIGHT && pixel < height * width; pixel++) {
      int other = partner(pixel, height, width);
      if (other > pixel) {
        float moved = values.get(start + pixel);
        values.put(start + pixel, values.get(start + other));
        values.put(start + other, moved);
      }
    }
  }

  /** Turns an upright image of one index a pixel. */
  public void turn(IntBuffer indices, int height, int width) {
    int start = indices.position();
    for (int pixel = 0; this != UPRIGHT && pixel < height * width; pixel++) {
      int other = partner(pixel, height, width);
      if (other > pixel) {
        int moved = indices.get(start + pixel);
        indices.put(start + pixel, indices.get(start + other));
        indices.put(start + other, moved);
      }
    }
  }
}
