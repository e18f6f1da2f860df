package org.workcell.video;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.workcell.sim.rendering.PngFile;
import org.workcell.sim.rendering.RenderOptions;

/** A few small images side by side. One thread at a time. */
final class ImageStrip {

  /** First, middle and last. */
  static final int IMAGES = 3;

  private static final int IMAGE_WIDTH = 160;
  private static final int BYTES_PER_PIXEL = 3;

  private final RenderOptions image;
  private final ByteBuffer rgb;

  /** An empty strip of images of a video's shape. */
  ImageStrip(VideoFormat video) {
    int height = Math.max(1, IMAGE_WIDTH * video.heightPixels() / video.widthPixels());
    this.image = RenderOptions.faithful(IMAGE_WIDTH, Math.min(height, RenderOptions.MAX_PIXELS));
    this.rgb = ByteBuffer.allocateDirect(IMAGES * image.rgbBytes());
  }

  /** How its images are drawn. */
  RenderOptions image() {
    return image;
  }

  /** Puts an image, [height][width][3], top row first, at its place. */
  void put(int place, ByteBuffer pixels) {
    int rowBytes = image.widthPixels() * BYTES_PER_PIXEL;
    for (int row = 0; row < image.heightPixels(); row++) {
      rgb.put((row * IMAGES + place) * rowBytes, pixels, row * rowBytes, rowBytes);
    }
  }

  /** Writes the strip as PNG. */
  void write(Path file) {
    PngFile.write(file, IMAGES * image.widthPixels(), image.heightPixels(), rgb);
  }
}
