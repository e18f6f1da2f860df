package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.workcell.tasks.metaworld.LegacyRewards.progress;

import org.junit.jupiter.api.Test;

class LegacyRewardsTest {

  @Test
  void progressCountsFromTheMaximumDistance() {
    assertEquals(2300, progress(0, 0.3), 1e-12);
    assertEquals(200 + 1000 * (Math.exp(-1) + Math.exp(-10)), progress(0.1, 0.3), 1e-12);
    assertEquals(0, progress(1, 0.3));
  }
}
