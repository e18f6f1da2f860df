package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.rendering.RenderOptions;

class ContactSheetTest {

  private static ByteBuffer plain(RenderOptions options, int red) {
    ByteBuffer rgb = ByteBuffer.allocateDirect(options.rgbBytes());
    for (int i = 0; i < options.rgbBytes(); i += 3) {
      rgb.put(i, (byte) red);
    }
    return rgb;
  }

  @Test
  void imagesStandRowByRow(@TempDir Path folder) throws Exception {
    RenderOptions options = RenderOptions.fast(4, 3);
    ContactSheet sheet = new ContactSheet(6, options);
    for (int i = 0; i < 6; i++) {
      sheet.put(i, plain(options, 40 * i));
    }
    Path file = folder.resolve("sheet.png");
    sheet.write(file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals(12, image.getWidth());
    assertEquals(6, image.getHeight());
    for (int i = 0; i < 6; i++) {
      int left = i % 3 * 4;
      int top = i / 3 * 3;
      assertEquals(40 * i, image.getRGB(left, top) >> 16 & 0xFF);
      assertEquals(40 * i, image.getRGB(left + 3, top + 2) >> 16 & 0xFF);
    }
  }

  @Test
  void columnsLeaveNoGapWherePossible() {
    assertEquals(1, ContactSheet.columns(1));
    assertEquals(3, ContactSheet.columns(3));
    assertEquals(10, ContactSheet.columns(50));
    assertEquals(4, ContactSheet.columns(12));
    assertEquals(8, ContactSheet.columns(59));
  }

  @Test
  void hugeSheetIsRefused() {
    RenderOptions options = RenderOptions.fast(4096, 4096);
    assertThrows(BadInputException.class, () -> new ContactSheet(50, options));
  }
}
