package org.workcell.sim.rendering;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images as PNG files. Safe from any thread. */
public final class PngFile {

  private static final int CHANNELS = 3;
  private static final int[] RED_GREEN_BLUE = {0, 1, 2};

  private PngFile() {}

  /**
   * Writes an image, replacing a file of that name. The file appears whole or not at all.
   *
   * @param rgb [height][width][3], uint8, top row first, from the buffer's position on; not moved
   * @throws IllegalArgumentException if the path is a folder, its folder does not exist, or the
   *     buffer is too short
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Path file, int widthPixels, int heightPixels, ByteBuffer rgb) {
    Path folder = requireWritable(file);
    BufferedImage image = image(widthPixels, heightPixels, rgb);
    Path part = folder.resolve(".%s.%s.part".formatted(file.getFileName(), UUID.randomUUID()));
    try {
      try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
        encode(image, out);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      part.toFile().delete();
      throw new UncheckedIOException(
          "image '%s' cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * An image as the bytes of a PNG file.
   *
   * @param rgb [height][width][3], uint8, top row first, from the buffer's position on; not moved
   * @throws IllegalArgumentException if the buffer is too short
   */
  public static byte[] encode(int widthPixels, int heightPixels, ByteBuffer rgb) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      encode(image(widthPixels, heightPixels, rgb), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Path requireWritable(Path file) {
    if (file.getFileName() == null || Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          "image '%s' cannot be written: it is a folder; give a file name".formatted(file));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "image '%s' cannot be written: folder '%s' does not exist; create it first"
              .formatted(file, folder));
    }
    if (!Files.isWritable(folder)) {
      throw new IllegalArgumentException(
          "image '%s' cannot be written: no permission to write into folder '%s'"
              .formatted(file, folder));
    }
    return folder;
  }

  private static BufferedImage image(int width, int height, ByteBuffer rgb) {
    long bytes = (long) width * height * CHANNELS;
    if (width < 1 || height < 1 || rgb.remaining() < bytes) {
      throw new IllegalArgumentException(
          "an image of %d x %d pixels has %d bytes, not %d"
              .formatted(width, height, bytes, rgb.remaining()));
    }
    byte[] pixels = new byte[(int) bytes];
    rgb.get(rgb.position(), pixels);
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(pixels, pixels.length),
            width,
            height,
            width * CHANNELS,
            CHANNELS,
            RED_GREEN_BLUE,
            null);
    ColorModel colors =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE);
    return new BufferedImage(colors, raster, false, null);
  }

  private static void encode(BufferedImage image, OutputStream out) throws IOException {
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(image, "png", stream)) {
        throw new IOException("this Java runtime has no PNG encoder");
      }
    }
  }
}
