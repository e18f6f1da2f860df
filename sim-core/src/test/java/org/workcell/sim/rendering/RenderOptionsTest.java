package org.workcell.sim.rendering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderOptionsTest {

  @ParameterizedTest
  @CsvSource({"0, 10", "10, 0", "-1, 10", "100000, 10", "10, 4097"})
  void impossibleSizesAreRefused(int width, int height) {
    assertThrows(IllegalArgumentException.class, () -> RenderOptions.fast(width, height));
    assertThrows(IllegalArgumentException.class, () -> RenderOptions.faithful(width, height));
  }

  @Test
  void extremesFit() {
    assertEquals(3, RenderOptions.fast(1, 1).rgbBytes());
    assertEquals(4096 * 4096 * 3, RenderOptions.fast(4096, 4096).rgbBytes());
  }

  @ParameterizedTest
  @CsvSource({"NaN, 0, 1", "0, Infinity, 1", "0, 0, 0", "0, 0, -1"})
  void impossibleViewsAreRefused(double azimuth, double elevation, double distance) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new FreeCamera(azimuth, elevation, distance, 0, 0, 0));
  }
}
