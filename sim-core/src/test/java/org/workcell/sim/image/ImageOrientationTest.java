package org.workcell.sim.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.junit.jupiter.api.Test;

/** Two rows of three pixels, turned. */
class ImageOrientationTest {

  private static final int ROWS = 2;
  private static final int COLUMNS = 3;

  private static int[] turned(ImageOrientation way) {
    int[] pixels = {0, 1, 2, 3, 4, 5};
    way.turn(IntBuffer.wrap(pixels), ROWS, COLUMNS);
    return pixels;
  }

  @Test
  void pixelsGoWhereTheOrientationSays() {
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, turned(ImageOrientation.UPRIGHT));
    assertArrayEquals(new int[] {3, 4, 5, 0, 1, 2}, turned(ImageOrientation.OPENGL));
    // OpenGL's image, turned by 180 degrees.
    assertArrayEquals(new int[] {2, 1, 0, 5, 4, 3}, turned(ImageOrientation.ROTATED));
  }

  @Test
  void coloursAndNumbersGoTheSameWay() {
    for (ImageOrientation way : ImageOrientation.values()) {
      byte[] rgb = new byte[1 + 3 * ROWS * COLUMNS];
      float[] depths = new float[ROWS * COLUMNS];
      for (int i = 0; i < depths.length; i++) {
        depths[i] = i;
        for (int k = 0; k < 3; k++) {
          rgb[1 + 3 * i + k] = (byte) (10 * i + k);
        }
      }
      way.turn(ByteBuffer.wrap(rgb).position(1), ROWS, COLUMNS);
      way.turn(FloatBuffer.wrap(depths), ROWS, COLUMNS);
      int[] expected = turned(way);
      byte[] colours = new byte[rgb.length];
      float[] numbers = new float[depths.length];
      for (int i = 0; i < expected.length; i++) {
        numbers[i] = expected[i];
        for (int k = 0; k < 3; k++) {
          colours[1 + 3 * i + k] = (byte) (10 * expected[i] + k);
        }
      }
      assertArrayEquals(colours, rgb, way.label());
      assertArrayEquals(numbers, depths, way.label());
    }
  }

  @Test
  void refusesOtherNames() {
    assertThrows(IllegalArgumentException.class, () -> ImageOrientation.ofLabel("sideways"));
  }
}
