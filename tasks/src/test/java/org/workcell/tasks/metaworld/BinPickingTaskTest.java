package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Vectors;
import org.workcell.testing.Episodes;

class BinPickingTaskTest {

  private static final int BLOCK = 4;
  private static final int GOAL = 36;

  private static double[] position(double[] observation, int first) {
    return new double[] {observation[first], observation[first + 1], observation[first + 2]};
  }

  /** As upstream: the margin is the distance that the first step leaves, not that of the reset. */
  @Test
  void theFirstStepSetsTheMarginOfItsEpisode() {
    try (Episodes episodes =
        new Episodes("metaworld/bin-picking-v3", EnvironmentOptions.defaults())) {
      for (long seed = 0; seed < 5; seed++) {
        episodes.reset(seed);
        episodes.step(1, -1, 0.5, -1);
        double[] first = episodes.observation();
        double margin = Vectors.distance(position(first, BLOCK), position(first, GOAL));
        episodes.step(-1, 1, 0.5, 1);
        double[] second = episodes.observation();
        double distance = Vectors.distance(position(second, BLOCK), position(second, GOAL));
        assertEquals(
            Rewards.tolerance(
                distance, 0, BinPickingTask.SUCCESS_DISTANCE, margin, Rewards.Falloff.LONG_TAIL),
            episodes.info("in_place_reward"));
      }
    }
  }
}
