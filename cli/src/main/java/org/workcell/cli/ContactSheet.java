package org.workcell.cli;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.rendering.PngFile;
import org.workcell.sim.rendering.RenderOptions;

/** Images of one size side by side, row by row; a sheet of one is just the image. */
final class ContactSheet {

  private static final int LARGEST_SIDE_PIXELS = 16_384;
  private static final int BYTES_PER_PIXEL = 3;

  private final int tileWidth;
  private final int tileHeight;
  private final int columns;
  private final int rows;
  private final ByteBuffer rgb;

  /**
   * Room for this many images.
   *
   * @throws BadInputException if the sheet would be too large
   */
  ContactSheet(int images, RenderOptions image) {
    this(images, columns(images), image);
  }

  /**
   * Room for this many images in so many columns.
   *
   * @throws BadInputException if the sheet would be too large
   */
  ContactSheet(int images, int columns, RenderOptions image) {
    this.tileWidth = image.widthPixels();
    this.tileHeight = image.heightPixels();
    this.columns = columns;
    this.rows = (images + columns - 1) / columns;
    if (widthPixels() > LARGEST_SIDE_PIXELS || heightPixels() > LARGEST_SIDE_PIXELS) {
      throw new BadInputException(
          "a sheet of %d images would be %d x %d pixels; its sides can be %d, choose a smaller --view-size"
              .formatted(images, widthPixels(), heightPixels(), LARGEST_SIDE_PIXELS));
    }
    this.rgb = ByteBuffer.allocateDirect(widthPixels() * heightPixels() * BYTES_PER_PIXEL);
  }

  /** Wide rather than high, and without a gap at the end where the number allows it. */
  static int columns(int images) {
    int square = (int) Math.ceil(Math.sqrt(images));
    for (int columns = square; columns <= 2 * square; columns++) {
      if (images % columns == 0) {
        return columns;
      }
    }
    return square;
  }

  private int widthPixels() {
    return columns * tileWidth;
  }

  private int heightPixels() {
    return rows * tileHeight;
  }

  /** Puts an image, top row first, at its place. */
  void put(int index, ByteBuffer image) {
    int left = index % columns * tileWidth;
    int top = index / columns * tileHeight;
    int rowBytes = tileWidth * BYTES_PER_PIXEL;
    for (int row = 0; row < tileHeight; row++) {
      int start = ((top + row) * widthPixels() + left) * BYTES_PER_PIXEL;
      rgb.put(start, image, row * rowBytes, rowBytes);
    }
  }

  /** Writes the sheet as PNG. */
  void write(Path file) {
    PngFile.write(file, widthPixels(), heightPixels(), rgb);
  }
}
