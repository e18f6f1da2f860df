package org.workcell.datasets.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeUnitTest {

  private static double[] times(double first, double step) {
    return IntStream.range(0, 50).mapToDouble(i -> first + i * step).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "t,        0,       0.01,  S,  100.0 Hz",
    "t,        5,       10,    MS, 100.0 Hz",
    "t,        0,       33333, US, 30.00 Hz",
    "t,        0,       5e6,   NS, 200.0 Hz",
    "t,        1.7e9,   0.01,  S,  since 1970",
    "t,        1.7e12,  10,    MS, since 1970",
    "stamp,    1.7e18,  1e7,   NS, since 1970",
    "time_s,   0,       10,    S,  says so",
    "time [ms],0,       0.02,  MS, says so",
    "t_ns,     0,       1e7,   NS, says so"
  })
  void tellsAUnitWithItsEvidence(
      String name, double first, double step, TimeUnit unit, String evidence) {
    TimeUnit.Detected found = TimeUnit.detect(name, times(first, step)).orElseThrow();
    assertEquals(unit, found.unit());
    assertTrue(found.evidence().contains(evidence), found.evidence());
  }

  @Test
  void refusesToGuess() {
    assertTrue(TimeUnit.detect("t", times(0, 0.9)).isEmpty());
    assertTrue(TimeUnit.detect("t", new double[] {3}).isEmpty());
    assertTrue(TimeUnit.detect("time_s", times(1.7e18, 1e7)).isEmpty());
  }
}
