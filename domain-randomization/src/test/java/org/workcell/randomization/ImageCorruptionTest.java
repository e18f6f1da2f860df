package org.workcell.randomization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workcell.sim.random.RandomStream;

class ImageCorruptionTest {

  private static final int SIDE = 64;

  /** Smooth patches with hard edges, so that every kind has something to blur. */
  private static byte[] picture() {
    byte[] rgb = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      boolean bright = (i % SIDE / 8 + i / SIDE / 8) % 2 == 0;
      rgb[3 * i] = (byte) (bright ? 220 : 20);
      rgb[3 * i + 1] = (byte) (i % SIDE * 3);
      rgb[3 * i + 2] = (byte) (i / SIDE * 3);
    }
    return rgb;
  }

  private static byte[] corrupted(ImageCorruption kind, int severity) {
    byte[] rgb = picture();
    kind.apply(rgb, SIDE, SIDE, severity, new RandomStream(5));
    return rgb;
  }

  private static double difference(byte[] one, byte[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF));
    }
    return sum / one.length;
  }

  @ParameterizedTest
  @EnumSource
  void severityZeroChangesNothing(ImageCorruption kind) {
    assertArrayEquals(picture(), corrupted(kind, 0));
  }

  @ParameterizedTest
  @EnumSource
  void severityIsMonotone(ImageCorruption kind) {
    double before = 0;
    for (int severity : new int[] {2, 4, 6, 8, 10}) {
      double now = difference(picture(), corrupted(kind, severity));
      assertTrue(now > before, "%s %d: %s after %s".formatted(kind, severity, now, before));
      before = now;
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameStreamGivesTheSameImage(ImageCorruption kind) {
    assertArrayEquals(corrupted(kind, 7), corrupted(kind, 7));
  }

  @ParameterizedTest
  @EnumSource(value = ImageCorruption.class, names = "FOG", mode = EnumSource.Mode.EXCLUDE)
  void blurOfOneColorIsThatColor(ImageCorruption kind) {
    byte[] gray = new byte[3 * 20 * 30];
    Arrays.fill(gray, (byte) 77);
    byte[] expected = gray.clone();
    kind.apply(gray, 30, 20, 10, new RandomStream(1));
    assertArrayEquals(expected, gray);
  }

  @Test
  void gaussianBlurOfAPointIsABell() {
    byte[] rgb = new byte[3 * SIDE * SIDE];
    int middle = 3 * (SIDE / 2 * SIDE + SIDE / 2);
    Arrays.fill(rgb, middle, middle + 3, (byte) 255);
    new ImageBuffer(rgb, SIDE, SIDE).gaussianBlur(1);
    // 255 / (2 pi) at the middle, times exp(-1/2) one pixel beside it.
    assertEquals(255 / (2 * Math.PI), rgb[middle] & 0xFF, 1.5);
    assertEquals(255 * Math.exp(-0.5) / (2 * Math.PI), rgb[middle + 3] & 0xFF, 1.5);
  }

  @Test
  void fogOnlyBrightens() {
    byte[] clear = picture();
    byte[] foggy = corrupted(ImageCorruption.FOG, 5);
    for (int i = 0; i < clear.length; i++) {
      assertTrue((foggy[i] & 0xFF) >= (clear[i] & 0xFF));
    }
  }

  @Test
  void glassOnlyMovesPixels() {
    byte[] rgb = corrupted(ImageCorruption.GLASS_BLUR, 10);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int red = rgb[3 * i] & 0xFF;
      assertTrue(red == 220 || red == 20, "red " + red);
    }
    assertFalse(Arrays.equals(picture(), rgb));
  }

  @Test
  void badSizesAndSeveritiesAreRefused() {
    RandomStream stream = new RandomStream(1);
    for (ImageCorruption kind : ImageCorruption.values()) {
      assertThrows(IllegalArgumentException.class, () -> kind.apply(new byte[12], 0, 2, 1, stream));
      assertThrows(
          IllegalArgumentException.class,
          () -> kind.apply(new byte[12], 100_000, 100_000, 1, stream));
      assertThrows(
          IllegalArgumentException.class, () -> kind.apply(new byte[12], 2, 2, 11, stream));
    }
  }
}
