package org.workcell.sim.rendering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngFileTest {

  /** Two columns, two rows: red, green; blue, white. */
  private static final byte[] PIXELS = {-1, 0, 0, 0, -1, 0, 0, 0, -1, -1, -1, -1};

  @TempDir Path folder;

  @Test
  void pixelsComeBack() throws IOException {
    Path file = folder.resolve("image.png");
    Files.writeString(file, "old");
    ByteBuffer rgb = ByteBuffer.allocateDirect(13).put((byte) 7).put(PIXELS).position(1);
    PngFile.write(file, 2, 2, rgb);
    assertEquals(1, rgb.position());
    BufferedImage image = ImageIO.read(file.toFile());
    assertArrayEquals(
        new int[] {0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFFFFFFFF},
        image.getRGB(0, 0, 2, 2, null, 0, 2));
    assertEquals(1, fileCount(), "no temporary file stays");
  }

  @Test
  void impossiblePathsAreRefused() throws IOException {
    assertRefused(folder, "it is a folder");
    assertRefused(Path.of("/"), "it is a folder");
    assertRefused(folder.resolve("missing/image.png"), "does not exist");
    Path file = Files.writeString(folder.resolve("file"), "text");
    assertRefused(file.resolve("image.png"), "does not exist");
  }

  private static void assertRefused(Path file, String reason) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> PngFile.write(file, 2, 2, ByteBuffer.wrap(PIXELS)))
            .getMessage();
    assertTrue(message.contains(reason), message);
  }

  @Test
  void failureLeavesNothingBehind() throws IOException {
    Path tooLong = folder.resolve("x".repeat(300) + ".png");
    assertThrows(
        UncheckedIOException.class, () -> PngFile.write(tooLong, 2, 2, ByteBuffer.wrap(PIXELS)));
    assertEquals(0, fileCount());
  }

  @Test
  void shortBuffersAreRefused() {
    Path file = folder.resolve("image.png");
    assertThrows(
        IllegalArgumentException.class, () -> PngFile.write(file, 2, 3, ByteBuffer.wrap(PIXELS)));
    assertThrows(
        IllegalArgumentException.class, () -> PngFile.write(file, 0, 2, ByteBuffer.wrap(PIXELS)));
  }

  private long fileCount() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
