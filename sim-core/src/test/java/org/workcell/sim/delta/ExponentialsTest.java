package org.workcell.sim.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The functions of activations against those of the Java runtime. */
class ExponentialsTest {

  private static final double[] ARGUMENTS =
      DoubleStream.concat(
              DoubleStream.iterate(-45, x -> x < 45, x -> x + 0.0137),
              DoubleStream.of(0, -0.0, 1e-12, -1e-9, 700, -700, 1e300, -1e300))
          .toArray();

  @Test
  void tangentsAreThoseOfTheRuntime() {
    double[] values = ARGUMENTS.clone();
    Exponentials.tanh(values, new double[values.length]);
    double[] wanted = Arrays.stream(ARGUMENTS).map(Math::tanh).toArray();
    assertArrayEquals(wanted, values, 2e-14);
    double[] bounds = {1e300, -1e300, Double.NaN};
    Exponentials.tanh(bounds, new double[3]);
    assertEquals(1, bounds[0], 1e-15);
    assertEquals(-1, bounds[1], 1e-15);
    assertTrue(Double.isNaN(bounds[2]), "a bad state stays bad");
  }

  @Test
  void exponentialUnitsAreThoseOfTheRuntime() {
    double[] values = ARGUMENTS.clone();
    Exponentials.elu(values, new double[values.length], new double[values.length]);
    double[] wanted = Arrays.stream(ARGUMENTS).map(x -> x < 0 ? Math.expm1(x) : x).toArray();
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i], values[i], 2e-14 + 1e-15 * Math.abs(wanted[i]));
    }
  }
}
