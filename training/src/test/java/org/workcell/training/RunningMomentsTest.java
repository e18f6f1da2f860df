package org.workcell.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RunningMomentsTest {

  @Test
  void momentsOfPartsAreThoseOfTheWhole() {
    RunningMoments moments = new RunningMoments(2);
    moments.add(new float[] {1, 1e6f});
    moments.add(new float[] {2, 1e6f, 3, 1e6f, 6, 1e6f});
    assertEquals(4, moments.count());
    assertArrayEquals(new double[] {3, 1e6}, moments.means(), 1e-12);
    assertArrayEquals(new double[] {Math.sqrt(3.5), 0}, moments.deviations(), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> moments.add(new float[3]));
  }
}
