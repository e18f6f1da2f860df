package org.workcell.randomization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.workcell.sim.image.ImageFilter;
import org.workcell.sim.image.ImageFrame;
import org.workcell.sim.physics.ViewState;

class ImageCorruptionTest {

  private static final int SIDE = 64;

  /** Smooth patches with hard edges, so that every kind has something to blur. */
  private static byte[] image() {
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
    return filtered(image(), SIDE, SIDE, kind.filter(severity, 5), 0, 0);
  }

  private static byte[] filtered(
      byte[] rgb, int width, int height, ImageFilter filter, int step, int camera) {
    ByteBuffer memory = ByteBuffer.allocateDirect(rgb.length).put(0, rgb);
    new ImageFrame(width, height).filter(memory, filter, step, camera);
    byte[] result = new byte[rgb.length];
    memory.get(0, result);
    return result;
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
    assertArrayEquals(image(), corrupted(kind, 0));
  }

  @ParameterizedTest
  @EnumSource
  void severityIsMonotone(ImageCorruption kind) {
    double before = 0;
    for (int severity : new int[] {2, 4, 6, 8, 10}) {
      double now = difference(image(), corrupted(kind, severity));
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
    assertArrayEquals(gray, filtered(gray, 30, 20, kind.filter(10, 1), 0, 0));
  }

  @Test
  void gaussianBlurOfAPointIsABell() {
    byte[] rgb = new byte[3 * SIDE * SIDE];
    int middle = 3 * (SIDE / 2 * SIDE + SIDE / 2);
    Arrays.fill(rgb, middle, middle + 3, (byte) 255);
    rgb = filtered(rgb, SIDE, SIDE, frame -> ImageEffects.gaussianBlur(frame, 1), 0, 0);
    // 255 / (2 pi) at the middle, times exp(-1/2) one pixel beside it.
    assertEquals(255 / (2 * Math.PI), rgb[middle] & 0xFF, 1.5);
    assertEquals(255 * Math.exp(-0.5) / (2 * Math.PI), rgb[middle + 3] & 0xFF, 1.5);
  }

  @Test
  void fogOnlyBrightens() {
    byte[] clear = image();
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
    assertFalse(Arrays.equals(image(), rgb));
  }

  @ParameterizedTest
  @EnumSource(names = {"MOTION_BLUR", "FOG", "GLASS_BLUR"})
  void chanceFollowsSeedStepAndCamera(ImageCorruption kind) {
    byte[] first = filtered(image(), SIDE, SIDE, kind.filter(5, 1), 3, 0);
    assertArrayEquals(first, filtered(image(), SIDE, SIDE, kind.filter(5, 1), 3, 0));
    assertFalse(
        Arrays.equals(first, filtered(image(), SIDE, SIDE, kind.filter(5, 2), 3, 0)), "seed");
    assertFalse(
        Arrays.equals(first, filtered(image(), SIDE, SIDE, kind.filter(5, 1), 4, 0)), "step");
    assertFalse(
        Arrays.equals(first, filtered(image(), SIDE, SIDE, kind.filter(5, 1), 3, -1)), "camera");
  }

  @ParameterizedTest
  @EnumSource
  void aFrameIsUsedAgainWithoutATrace(ImageCorruption kind) {
    ImageFrame frame = new ImageFrame(SIDE, SIDE);
    ByteBuffer other = ByteBuffer.allocateDirect(3 * SIDE * SIDE);
    for (ImageCorruption before : ImageCorruption.values()) {
      frame.filter(other, before.filter(10, 9), 8, 7);
    }
    ByteBuffer memory = ByteBuffer.allocateDirect(3 * SIDE * SIDE + 5).put(5, image());
    frame.filter(memory.position(5), kind.filter(4, 5), 0, 0);
    byte[] found = new byte[3 * SIDE * SIDE];
    memory.get(5, found);
    assertArrayEquals(corrupted(kind, 4), found);
    assertEquals(5, memory.position());
  }

  @ParameterizedTest
  @CsvSource({"10, 5, 10", "10, 1, 2", "1, 5, 1", "5, 3, 3", "7, 5, 7", "10, 0, 0"})
  void everySeverityCanBeAskedFor(int highest, int ofPreset, int expected) {
    Preset preset =
        Episodes.preset("factor: image_corruption, kinds: [gaussian_blur], severity: " + highest);
    ViewState view = new ViewState();
    try (Episodes episodes = Episodes.of(preset.perturbation(Preset.ALL, ofPreset))) {
      episodes.reset(3).environment().captureView(view);
    }
    assertArrayEquals(
        corrupted(ImageCorruption.GAUSSIAN_BLUR, expected),
        filtered(image(), SIDE, SIDE, view.filter(), 0, 0));
  }

  @ParameterizedTest
  @EnumSource
  void aUsedFrameAllocatesNothing(ImageCorruption kind) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    ImageFrame frame = new ImageFrame(SIDE, SIDE);
    ByteBuffer memory = ByteBuffer.allocateDirect(3 * SIDE * SIDE);
    ImageFilter filter = kind.filter(6, 1);
    frame.filter(memory, filter, 0, 0);
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 20 && least > 0; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      long asking = threads.getCurrentThreadAllocatedBytes() - before;
      for (int step = 0; step < 10; step++) {
        frame.filter(memory, filter, step, 0);
      }
      long after = threads.getCurrentThreadAllocatedBytes();
      least = Math.min(least, after - before - 2 * asking);
    }
    assertTrue(least <= 0, least + " bytes for 10 images");
  }

  @Test
  void severalCorruptionsFollowEachOther() {
    ImageFilter blur = ImageCorruption.GAUSSIAN_BLUR.filter(5, 1);
    ImageFilter fog = ImageCorruption.FOG.filter(5, 1);
    byte[] expected = filtered(filtered(image(), SIDE, SIDE, blur, 0, 0), SIDE, SIDE, fog, 0, 0);
    assertArrayEquals(expected, filtered(image(), SIDE, SIDE, blur.andThen(fog), 0, 0));
    assertSame(fog, ImageFilter.NONE.andThen(fog));
  }
}
