package org.workcell.sim2real.time;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ResamplingTest {

  private static final double[] TIMES = {0, 0.1, 0.25, 0.3, 0.7, 1.0};
  private static final double[] VALUES = {0, 1, 1.5, 0.2, -0.4, 2};

  @Test
  void commandsAreHeld() {
    double[] at = {-1, 0, 0.05, 0.1, 0.29, 0.3, 5};
    double[] expected = {0, 0, 0, 1, 1.5, 0.2, 2};
    assertArrayEquals(expected, Resampling.hold(TIMES, VALUES, at));
  }

  @Test
  void statesAreInterpolated() {
    double[] at = {-1, 0.05, 0.1, 0.275, 0.5, 5};
    double[] expected = {0, 0.5, 1, 0.85, -0.1, 2};
    assertArrayEquals(expected, Resampling.linear(TIMES, VALUES, at), 1e-12);
  }

  /** {@code PchipInterpolator} of SciPy 1.17.1. */
  @Test
  void cubicsAreThoseOfScipy() {
    double[] at = {0.05, 0.1, 0.2, 0.28, 0.5, 0.9};
    double[] expected = {
      0.5936781609195402,
      1.0,
      1.4278416347381864,
      0.6841555166374771,
      -0.28441330998248715,
      0.8412698412698415
    };
    assertArrayEquals(expected, Resampling.cubic(TIMES, VALUES, at), 1e-12);
    double[] two = {1, 3};
    assertArrayEquals(
        new double[] {1.5, 3}, Resampling.cubic(new double[] {0, 1}, two, new double[] {.25, 2}));
  }

  @Test
  void missingValuesAreBridged() {
    double[] values = {0, Double.NaN, 1.5, 0.2, -0.4, 2};
    assertArrayEquals(
        new double[] {0.6}, Resampling.linear(TIMES, values, new double[] {0.1}), 1e-12);
    assertArrayEquals(new double[] {0}, Resampling.hold(TIMES, values, new double[] {0.2}));
    double[] none = {Double.NaN, Double.NaN};
    double[] times = {0, 1};
    assertThrows(
        IllegalArgumentException.class, () -> Resampling.hold(times, none, new double[] {0}));
  }

  @Test
  void timesMustGrow() {
    double[] times = {0, 1, 1};
    double[] values = {1, 2, 3};
    assertThrows(
        IllegalArgumentException.class, () -> Resampling.linear(times, values, new double[] {0}));
  }

  @Test
  void uniformTimesEndAtTheLastThatFits() {
    double[] times = Resampling.uniformTimes(386.46, 386.5, 100);
    assertEquals(5, times.length);
    assertEquals(386.5, times[4], 1e-9);
    assertEquals(4, Resampling.uniformTimes(0, 0.0399, 100).length);
    assertEquals(1, Resampling.uniformTimes(2, 2, 100).length);
  }
}
