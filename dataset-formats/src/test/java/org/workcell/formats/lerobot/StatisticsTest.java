package org.workcell.formats.lerobot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  /** {@code numpy.quantile} and {@code numpy.std} of 3, 1, 4, 1, 5, 9, 2, 6. */
  @Test
  void numbersAreNumPys() {
    NumberStatistics statistics = new NumberStatistics(2);
    for (double value : new double[] {3, 1, 4, 1, 5, 9, 2, 6}) {
      statistics.add(new double[] {value, -value});
    }
    Map<String, double[]> values = statistics.get().values();
    assertArrayEquals(new double[] {1, -9}, values.get("min"));
    assertArrayEquals(new double[] {9, -1}, values.get("max"));
    assertArrayEquals(new double[] {3.875, -3.875}, values.get("mean"), 1e-15);
    assertArrayEquals(
        new double[] {2.5708704751503917, 2.5708704751503917}, values.get("std"), 1e-14);
    assertArrayEquals(new double[] {1, -8.79}, values.get("q01"), 1e-14);
    assertArrayEquals(new double[] {1, -6.9}, values.get("q10"), 1e-14);
    assertArrayEquals(new double[] {3.5, -3.5}, values.get("q50"), 1e-14);
    assertArrayEquals(new double[] {6.9, -1}, values.get("q90"), 1e-14);
    assertArrayEquals(new double[] {8.79, -1}, values.get("q99"), 1e-14);
    assertEquals(8, statistics.get().count());
  }

  @Test
  void manyNumbersAreThinnedForQuantilesAlone() {
    NumberStatistics all = new NumberStatistics(1);
    NumberStatistics few = new NumberStatistics(1, 1000);
    Random random = new Random(1);
    for (int i = 0; i < 50_000; i++) {
      double value = random.nextGaussian();
      all.add(new double[] {value});
      few.add(new double[] {value});
    }
    Map<String, double[]> exact = all.get().values();
    Map<String, double[]> thinned = few.get().values();
    for (String name : List.of("min", "max", "mean", "std")) {
      assertArrayEquals(exact.get(name), thinned.get(name), name);
    }
    assertEquals(exact.get("q50")[0], thinned.get("q50")[0], 0.15);
    assertEquals(exact.get("q90")[0], thinned.get("q90")[0], 0.2);
    assertEquals(50_000, few.get().count());
  }

  @Test
  void imagesAreCountedByColour() {
    ImageStatistics one = new ImageStatistics();
    one.add(new byte[] {0, 10, (byte) 255, (byte) 255, 20, (byte) 255});
    ImageStatistics statistics = new ImageStatistics();
    statistics.add(one);
    statistics.add(one);
    Statistics found = statistics.get();
    assertEquals(List.of(3, 1, 1), found.shape());
    assertEquals(2, found.count());
    assertArrayEquals(new double[] {0, 10 / 255.0, 1}, found.values().get("min"), 1e-15);
    assertArrayEquals(new double[] {1, 20 / 255.0, 1}, found.values().get("max"), 1e-15);
    assertArrayEquals(new double[] {0.5, 15 / 255.0, 1}, found.values().get("mean"), 1e-15);
    assertArrayEquals(new double[] {0.5, 5 / 255.0, 0}, found.values().get("std"), 1e-15);
    assertArrayEquals(new double[] {0.5, 15 / 255.0, 1}, found.values().get("q50"), 1e-15);
    assertEquals(List.of(2L), found.toJson().get("count"));
    assertEquals(
        List.of(List.of(List.of(0.5)), List.of(List.of(15 / 255.0)), List.of(List.of(1.0))),
        found.toJson().get("mean"));
  }
}
