package org.workcell.sim2real.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ErrorsTest {

  private static HorizonErrors constantErrors(double... byTrajectory) {
    HorizonErrors errors = new HorizonErrors(.25, .5, HorizonErrors.FULL);
    for (double error : byTrajectory) {
      errors.beginTrajectory();
      errors.beginWindow();
      for (int row = 1; row <= 100; row++) {
        errors.add("position", row * .01, error, -error);
      }
    }
    return errors;
  }

  @Test
  void aHorizonCountsTheRowsUpToIt() {
    HorizonErrors errors = new HorizonErrors(.25, .5, HorizonErrors.FULL);
    errors.beginTrajectory();
    errors.beginWindow();
    errors.add("position", .25, 3, 1);
    errors.add("position", .5, 4, 1);
    errors.add("position", .75, 0, 1);
    assertEquals(Math.sqrt((9 + 1) / 2.), errors.rms("position", .25), 1e-12);
    assertEquals(Math.sqrt((9 + 16 + 2) / 4.), errors.rms("position", .5), 1e-12);
    assertEquals(Math.sqrt(25 / 3.), errors.rms("position", 0, HorizonErrors.FULL), 1e-12);
    assertEquals(1, errors.rms("position", 1, HorizonErrors.FULL), 1e-12);
    assertTrue(Double.isNaN(errors.rms("velocity", .25)));
    assertThrows(IllegalArgumentException.class, () -> errors.rms("position", 1));
    assertThrows(IllegalArgumentException.class, () -> errors.add("position", 1, Double.NaN, 0));
  }

  @Test
  void reductionIsRelativeToOpenLoopAndResampledWithIt() {
    HorizonErrors openLoop = constantErrors(1, 2, 3, 4);
    HorizonErrors better = constantErrors(.1, .2, .3, .4);
    assertEquals(.9, better.reduction(openLoop, "position", .5), 1e-12);
    Interval interval =
        better.reductionInterval(openLoop, "position", .5, .95, new Bootstrap(1, 200));
    assertEquals(.9, interval.low(), 1e-12);
    assertEquals(.9, interval.high(), 1e-12);
    Interval error = openLoop.interval("position", .5, .95, new Bootstrap(1, 256));
    assertEquals(256, error.resamples());
    assertTrue(error.low() < 2 && error.high() > 3, error.toString());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            better.reductionInterval(
                constantErrors(1), "position", .5, .95, new Bootstrap(1, 200)));
  }

  @Test
  void aDivergedWindowIsCounted() {
    HorizonErrors errors = constantErrors(1);
    errors.beginWindow();
    errors.fail();
    assertEquals(2, errors.windows());
    assertEquals(1, errors.failures());
  }

  /** One body beside the root, off by 1 mm in frame 1 alone, and everything off by 2 mm in y. */
  @Test
  void asapErrorsByHand() {
    double[][] real = {{0, 0, 0, 1, 0, 0}, {0, 0, 0, 1, 0, 0}, {0, 0, 0, 1, 0, 0}};
    double[][] simulated = {
      {0, .002, 0, 1, .002, 0}, {0, .002, 0, 1.001, .002, 0}, {0, .002, 0, 1, .002, 0}
    };
    AsapErrors errors = AsapErrors.of(simulated, real, 0);
    assertEquals((5 * 2 + Math.sqrt(5)) / 6, errors.globalMm(), 1e-9);
    assertEquals(1 / 6., errors.localMm(), 1e-9);
    assertEquals(2 / 2., errors.accelerationMmPerFrame2(), 1e-9);
    assertEquals(2 / 4., errors.velocityMmPerFrame(), 1e-9);
    assertEquals(0, errors.rootVelocityMmPerFrame(), 1e-9);
    assertThrows(
        IllegalArgumentException.class, () -> AsapErrors.of(new double[2][6], new double[2][6], 0));
    assertThrows(IllegalArgumentException.class, () -> AsapErrors.of(simulated, real, 2));
  }
}
