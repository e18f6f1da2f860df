package org.workcell.tasks.common;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.workcell.tasks.common.Box.vector;

import org.junit.jupiter.api.Test;

class BoxTest {

  @Test
  void crossedOrMissingBoundsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Box(vector(0, 1), vector(1, 0)));
    assertThrows(IllegalArgumentException.class, () -> new Box(vector(0), vector(1, 2)));
    assertThrows(IllegalArgumentException.class, () -> new Box(vector(Double.NaN), vector(1)));
  }

  @Test
  void stretchingKeepsHeights() {
    Box box = new Box(vector(0, 1, 0.1), vector(2, 5, 0.3)).stretched(0.5);
    assertArrayEquals(vector(-1, -1, 0.1), box.low());
    assertArrayEquals(vector(3, 7, 0.3), box.high());
  }

  @Test
  void boundsBelongToTheBox() {
    Box box = new Box(vector(0, 0), vector(1, 1));
    assertEquals(-1, box.firstOutside(vector(0, 1)));
    assertEquals(1, box.firstOutside(vector(0.5, 1.01)));
    assertEquals(0, box.firstOutside(vector(Double.NaN, 0)));
  }
}
