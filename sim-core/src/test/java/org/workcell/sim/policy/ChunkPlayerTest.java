package org.workcell.sim.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;

class ChunkPlayerTest {

  private static final BlockSpec ACTION =
      BlockSpec.vector("action", DataType.FLOAT64, 2, -100, 100);

  private final BatchStorage batch =
      BatchStorage.allocate(
          new BatchLayout(
              ACTION,
              List.of(BlockSpec.vector("observation", DataType.FLOAT64, 1, -100, 100)),
              List.of()),
          3);

  /** Plans (observation, 0), (observation, 1), (observation, 2) and keeps who asked. */
  private static final class Counting implements Policy {

    private final List<List<Integer>> asked = new ArrayList<>();

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public int chunkSteps() {
      return 3;
    }

    @Override
    public void start(int environment, Episode episode) {}

    @Override
    public void act(BatchStorage observations, int[] environments, BatchBlock actions) {
      asked.add(Arrays.stream(environments).boxed().toList());
      for (int row = 0; row < environments.length; row++) {
        double seen = observations.observation(0).get(row, 0);
        actions.putRow(row, new double[] {seen, 0, seen, 1, seen, 2});
      }
    }
  }

  private void play(ChunkPlayer player, double observed, int... environments) {
    for (int row = 0; row < environments.length; row++) {
      batch.observation(0).put(row, 0, observed + environments[row]);
    }
    player.act(batch, environments, batch.action());
  }

  private void assertPlayed(int row, double seen, double step) {
    assertEquals(seen, batch.action().get(row, 0));
    assertEquals(step, batch.action().get(row, 1));
  }

  @Test
  void asksOnlyForEnvironmentsWhoseChunkIsUsedUp() {
    Counting planner = new Counting();
    ChunkPlayer player = new ChunkPlayer(planner, ACTION, 2);
    Episode episode = Episode.seed(1);
    for (int environment = 0; environment < 3; environment++) {
      player.start(environment, episode);
    }
    play(player, 10, 0, 1, 2);
    assertPlayed(2, 12, 0);
    player.start(1, episode);
    assertTrue(player.readsObservation(1), "a new episode needs a new plan");
    assertFalse(player.readsObservation(2), "its plan goes on");
    play(player, 20, 2, 0, 1);
    assertPlayed(0, 12, 1);
    assertPlayed(1, 10, 1);
    assertPlayed(2, 21, 0);
    play(player, 30, 1, 2, 0);
    assertPlayed(0, 21, 1);
    assertPlayed(1, 32, 0);
    assertEquals(List.of(List.of(0, 1, 2), List.of(1), List.of(2, 0)), planner.asked);
  }

  @Test
  void refusesToPlayMoreThanAChunkHolds() {
    assertThrows(IllegalArgumentException.class, () -> new ChunkPlayer(new Counting(), ACTION, 4));
  }
}
