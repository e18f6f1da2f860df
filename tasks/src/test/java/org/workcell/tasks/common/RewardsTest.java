package org.workcell.tasks.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.workcell.tasks.common.Rewards.hamacherProduct;
import static org.workcell.tasks.common.Rewards.tolerance;

import org.junit.jupiter.api.Test;
import org.workcell.tasks.common.Rewards.Falloff;

class RewardsTest {

  private static final double EXACT = 1e-15;

  @Test
  void toleranceIsOneWithinItsBounds() {
    assertEquals(1, tolerance(2, 2, 3, 0, Falloff.LONG_TAIL));
    assertEquals(1, tolerance(3, 2, 3, 1, Falloff.GAUSSIAN));
  }

  @Test
  void toleranceIsATenthOneMarginAway() {
    assertEquals(0.1, tolerance(5, 2, 3, 2, Falloff.LONG_TAIL), EXACT);
    assertEquals(0.1, tolerance(0, 2, 3, 2, Falloff.LONG_TAIL), EXACT);
    assertEquals(0.1, tolerance(5, 2, 3, 2, Falloff.GAUSSIAN), EXACT);
  }

  @Test
  void toleranceFallsOffAsItsKindSays() {
    assertEquals(1 / 3.25, tolerance(4, 2, 3, 2, Falloff.LONG_TAIL), EXACT);
    assertEquals(Math.pow(0.1, 0.25), tolerance(4, 2, 3, 2, Falloff.GAUSSIAN), EXACT);
    assertEquals(0, tolerance(3.0001, 2, 3, 0, Falloff.LONG_TAIL));
  }

  @Test
  void toleranceRefusesWhatUpstreamRefuses() {
    assertThrows(IllegalArgumentException.class, () -> tolerance(0, 1, 0, 1, Falloff.LONG_TAIL));
    assertThrows(IllegalArgumentException.class, () -> tolerance(0, 0, 1, -0.1, Falloff.LONG_TAIL));
  }

  @Test
  void hamacherProductIsASmoothAnd() {
    assertEquals(0, hamacherProduct(0, 0));
    assertEquals(0.3, hamacherProduct(0.3, 1), EXACT);
    assertEquals(1 / 3.0, hamacherProduct(0.5, 0.5), EXACT);
    assertThrows(IllegalArgumentException.class, () -> hamacherProduct(1.1, 0.5));
    assertThrows(IllegalArgumentException.class, () -> hamacherProduct(0.5, Double.NaN));
  }
}
