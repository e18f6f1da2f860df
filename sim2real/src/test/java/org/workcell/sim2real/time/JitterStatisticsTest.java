package org.workcell.sim2real.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class JitterStatisticsTest {

  @Test
  void countsWhatIsUneven() {
    double nan = Double.NaN;
    JitterStatistics found =
        JitterStatistics.of(
            new double[] {0, 0.01, 0.02, 0.03, 0.03, 0.041, 0.05, 0.09, 0.1, nan, 0.08, 0.09});
    assertEquals(12, found.rows());
    assertEquals(0.01, found.medianSeconds(), 1e-12);
    assertEquals(100, found.rateHz(), 1e-9);
    assertEquals(1, found.gaps());
    assertEquals(3, found.missingRows());
    assertEquals(1, found.repeated());
    assertEquals(1, found.backward());
    assertEquals(1, found.notFinite());
    assertEquals(0.009, found.shortestSeconds(), 1e-12);
    assertEquals(0.04, found.longestSeconds(), 1e-12);
    // Seven intervals of 10 ms are gapless, one of them 1 ms too long and one 1 ms too short.
    assertEquals(0.001 * Math.sqrt(2.0 / 7), found.jitterSeconds(), 1e-9);
  }

  @Test
  void fewRowsHaveNoRate() {
    assertTrue(Double.isNaN(JitterStatistics.of(new double[] {4}).rateHz()));
    assertEquals(0, JitterStatistics.of(new double[0]).durationSeconds());
  }
}
