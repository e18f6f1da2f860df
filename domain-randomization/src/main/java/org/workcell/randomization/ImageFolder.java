package org.workcell.randomization;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * The images of a folder, scaled to the size of a {@link ImagePool}.
 *
 * @param images RGB bytes, top row first
 * @param checksum of the scaled pixels
 */
record ImageFolder(List<byte[]> images, String checksum) {

  private static final UserFolder IMAGES =
      new UserFolder("image", "PNG or JPEG images", Set.of("png", "jpg", "jpeg"), 256);

  private static final int MAX_SIDE = 8192;

  static ImageFolder read(Path folder) {
    List<byte[]> images = new ArrayList<>();
    CRC32 checksum = new CRC32();
    for (Path file : IMAGES.files(folder)) {
      byte[] pixels = scaled(decode(file));
      images.add(pixels);
      checksum.update(pixels);
    }
    return new ImageFolder(images, "%08x".formatted(checksum.getValue()));
  }

  /** Looks at the size before the pixels, so that a giant image takes no memory. */
  private static BufferedImage decode(Path file) {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IllegalArgumentException(
            "'%s' is not a PNG or JPEG image; remove or replace it".formatted(file));
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        requireSize(file, reader.getWidth(0), reader.getHeight(0));
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "image '%s' is damaged (%s); remove or replace it".formatted(file, e.getMessage()), e);
    }
  }

  private static void requireSize(Path file, int width, int height) {
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
      throw new IllegalArgumentException(
          "image '%s' has %d x %d pixels; expected 1 to %d each way"
              .formatted(file, width, height, MAX_SIDE));
    }
  }

  private static byte[] scaled(BufferedImage image) {
    int side = ImagePool.PIXELS;
    BufferedImage target = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = target.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, side, side, null);
    graphics.dispose();
    byte[] rgb = new byte[3 * side * side];
    for (int i = 0; i < side * side; i++) {
      int pixel = target.getRGB(i % side, i / side);
      rgb[3 * i] = (byte) (pixel >> 16);
      rgb[3 * i + 1] = (byte) (pixel >> 8);
      rgb[3 * i + 2] = (byte) pixel;
    }
    return rgb;
  }
}
