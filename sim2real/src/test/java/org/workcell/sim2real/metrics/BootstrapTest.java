package org.workcell.sim2real.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.workcell.sim.random.RandomStream;

class BootstrapTest {

  private static Bootstrap.Statistic mean(double... values) {
    return units -> {
      double sum = 0;
      for (int unit : units) {
        sum += values[unit];
      }
      return sum / units.length;
    };
  }

  @Test
  void allResamplesOfFiveAreTaken() {
    Interval interval = new Bootstrap(0, 3125).percentile(5, .95, mean(1, 0, 0, -1, 1));
    assertTrue(interval.enumerated());
    assertEquals(3125, interval.resamples());
    assertEquals(-.4, interval.low(), 1e-12);
    assertEquals(.8, interval.high(), 1e-12);
    assertFalse(new Bootstrap(0, 3124).percentile(5, .95, mean(1, 0, 0, -1, 1)).enumerated());
  }

  /** Computed apart, from all resamples of 1, 2, 4, 8, 16 in exact order. */
  @Test
  void theAcceleratedIntervalOfASkewedSampleLiesHigher() {
    Bootstrap bootstrap = new Bootstrap(0, 3125);
    Interval plain = bootstrap.percentile(5, .95, mean(1, 2, 4, 8, 16));
    Interval accelerated = bootstrap.biasCorrected(5, .95, mean(1, 2, 4, 8, 16));
    assertEquals(2.0, plain.low(), 1e-12);
    assertEquals(11.4, plain.high(), 1e-12);
    assertEquals(2.6, accelerated.low(), 1e-12);
    assertEquals(12.8, accelerated.high(), 1e-12);
  }

  @Test
  void theSeedDecides() {
    double[] values = new double[40];
    RandomStream random = new RandomStream(3);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    Interval one = new Bootstrap(1, 500).percentile(40, .95, mean(values));
    assertEquals(one, new Bootstrap(1, 500).percentile(40, .95, mean(values)));
    assertNotEquals(one, new Bootstrap(2, 500).percentile(40, .95, mean(values)));
  }

  /** Fewer hits than 90 % of 300 would be 3 standard errors below the known coverage of 93 %. */
  @Test
  void intervalsOfMeansOfThirtyCoverTheTruth() {
    RandomStream random = new RandomStream(7);
    int plain = 0;
    int accelerated = 0;
    for (int trial = 0; trial < 300; trial++) {
      double[] values = new double[30];
      for (int i = 0; i < values.length; i++) {
        values[i] = 5 + random.nextGaussian();
      }
      Bootstrap bootstrap = new Bootstrap(trial, 400);
      plain += bootstrap.percentile(30, .95, mean(values)).contains(5) ? 1 : 0;
      accelerated += bootstrap.biasCorrected(30, .95, mean(values)).contains(5) ? 1 : 0;
    }
    assertTrue(plain >= 265 && plain <= 297, "percentile: " + plain);
    assertTrue(accelerated >= 265 && accelerated <= 297, "accelerated: " + accelerated);
  }

  @Test
  void whatIsNeverANumberIsRefused() {
    Bootstrap bootstrap = new Bootstrap(1, 10);
    assertThrows(
        IllegalArgumentException.class, () -> bootstrap.percentile(4, .95, units -> Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> bootstrap.percentile(0, .95, units -> 1));
    assertThrows(IllegalArgumentException.class, () -> bootstrap.percentile(4, 95, units -> 1));
    assertThrows(IllegalArgumentException.class, () -> bootstrap.biasCorrected(1, .95, units -> 1));
  }

  @Test
  void aConstantHasAnIntervalOfNoWidth() {
    Interval interval = new Bootstrap(1, 100).biasCorrected(6, .95, units -> 2);
    assertEquals(2, interval.low(), 0);
    assertEquals(2, interval.high(), 0);
  }
}
