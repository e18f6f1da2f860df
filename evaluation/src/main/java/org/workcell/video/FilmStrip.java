package org.workcell.video;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.workcell.sim.rendering.PngFile;
import org.workcell.sim.rendering.RenderOptions;

/** A few small images side by side. One thread at a time. */
final class FilmStrip {

  /** First, middle and last. */
  static final int PICTURES = 3;

  private static final int PICTURE_WIDTH = 160;
  private static final int BYTES_PER_PIXEL = 3;

  private final RenderOptions picture;
  private final ByteBuffer rgb;

  /** An empty strip of images of a video's shape. */
  FilmStrip(FilmFormat film) {
    int height = Math.max(1, PICTURE_WIDTH * film.heightPixels() / film.widthPixels());
    this.picture =
        RenderOptions.faithful(PICTURE_WIDTH, Math.min(height, RenderOptions.MAX_PIXELS));
    this.rgb = ByteBuffer.allocateDirect(PICTURES * picture.rgbBytes());
  }

  /** How its images are drawn. */
  RenderOptions picture() {
    return picture;
  }

  /** Puts an image, [height][width][3], top row first, at its place. */
  void put(int place, ByteBuffer pixels) {
    int rowBytes = picture.widthPixels() * BYTES_PER_PIXEL;
    for (int row = 0; row < picture.heightPixels(); row++) {
      rgb.put((row * PICTURES + place) * rowBytes, pixels, row * rowBytes, rowBytes);
    }
  }

  /** Writes the strip as PNG. */
  void write(Path file) {
    PngFile.write(file, PICTURES * picture.widthPixels(), picture.heightPixels(), rgb);
  }
}
