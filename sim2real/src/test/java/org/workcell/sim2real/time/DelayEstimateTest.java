package org.workcell.sim2real.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelayEstimateTest {

  private static final double RATE = 100;

  /** Three sines that repeat together only after 20 s, seen later. */
  private static double[] motion(double delaySeconds) {
    return IntStream.range(0, 1000)
        .mapToDouble(i -> i / RATE - delaySeconds)
        .map(
            t ->
                Math.sin(2 * Math.PI * 0.35 * t)
                    + 0.6 * Math.sin(2 * Math.PI * 0.8 * t + 1)
                    + 0.4 * Math.sin(2 * Math.PI * 1.45 * t + 2))
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.0137, 0.05, 0.133, -0.021})
  void findsADelayBetweenSamples(double delay) {
    DelayEstimate found = DelayEstimate.between(motion(0), motion(delay), RATE, -0.1, 0.3);
    assertEquals(delay, found.seconds(), 0.0005);
    assertTrue(found.correlation() > 0.999);
    assertFalse(found.atBound());
  }

  @Test
  void saysThatTheLagMayLieBeyond() {
    assertTrue(DelayEstimate.between(motion(0), motion(0.2), RATE, 0, 0.1).atBound());
  }

  @Test
  void isNotMovedByScaleAndOffset() {
    double[] follower = IntStream.range(0, 1000).mapToDouble(i -> 5 - 0).toArray();
    double[] moved = motion(0.07);
    for (int i = 0; i < follower.length; i++) {
      follower[i] += 0.01 * moved[i];
    }
    assertEquals(0.07, DelayEstimate.between(motion(0), follower, RATE, 0, 0.3).seconds(), 0.0005);
  }

  @Test
  void aSignalThatDoesNotMoveHasNoCorrelation() {
    DelayEstimate found = DelayEstimate.between(motion(0), new double[1000], RATE, 0, 0.3);
    assertEquals(0, found.correlation());
  }

  @Test
  void refusesLagsThatDoNotFit() {
    assertThrows(
        IllegalArgumentException.class,
        () -> DelayEstimate.between(motion(0), motion(0), RATE, 0, 6));
    assertThrows(
        IllegalArgumentException.class,
        () -> DelayEstimate.between(motion(0), new double[3], RATE, 0, 0.1));
  }
}
