package org.workcell.sim.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private int lag;
    private int failing = -1;

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
        if (environments[row] != failing) {
          actions.putRow(row, new double[] {seen, 0, seen, 1, seen, 2});
        }
      }
      if (failing >= 0) {
        throw new PolicyAnswerException(Map.of(failing, "no answer"));
      }
    }

    @Override
    public int effectiveStep(int environment, int now) {
      return now == 0 ? 0 : now + lag;
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
    assertTrue(player.needsObservation(1), "a new episode needs a new plan");
    assertFalse(player.needsObservation(2), "its plan goes on");
    play(player, 20, 2, 0, 1);
    assertPlayed(0, 12, 1);
    assertPlayed(1, 10, 1);
    assertPlayed(2, 21, 0);
    play(player, 30, 1, 2, 0);
    assertPlayed(0, 21, 1);
    assertPlayed(1, 32, 0);
    assertEquals(List.of(List.of(0, 1, 2), List.of(1), List.of(2, 0)), planner.asked);
  }

  /** Real-time chunking: the chunk before is played until the late answer takes effect. */
  @Test
  void playsTheChunkBeforeUntilALateAnswerTakesEffect() {
    Counting planner = new Counting();
    planner.lag = 1;
    ChunkPlayer player = new ChunkPlayer(planner, ACTION, 2);
    player.start(0, Episode.seed(1));
    double[][] expected = {{10, 0}, {10, 1}, {10, 2}, {12, 0}, {12, 1}, {12, 2}, {15, 0}};
    for (int step = 0; step < expected.length; step++) {
      play(player, 10 + step, 0);
      assertPlayed(0, expected[step][0], expected[step][1]);
    }
    assertEquals(3, planner.asked.size(), "at steps 0, 2 and 5");
  }

  @Test
  void skipsTheActionsThatALateAnswerIsTooLateFor() {
    Counting planner = new Counting();
    planner.lag = -1;
    ChunkPlayer player = new ChunkPlayer(planner, ACTION, 2);
    player.start(0, Episode.seed(1));
    double[][] expected = {{10, 0}, {10, 1}, {12, 1}, {13, 1}};
    for (int step = 0; step < expected.length; step++) {
      play(player, 10 + step, 0);
      assertPlayed(0, expected[step][0], expected[step][1]);
    }
  }

  @Test
  void answersThatLeaveAGapOrAreOverAreRefusedForTheirEnvironmentOnly() {
    Counting planner = new Counting();
    planner.lag = 2;
    ChunkPlayer player = new ChunkPlayer(planner, ACTION, 2);
    player.start(0, Episode.seed(1));
    play(player, 10, 0);
    play(player, 11, 0);
    player.start(1, Episode.seed(1));
    PolicyAnswerException gap =
        assertThrows(PolicyAnswerException.class, () -> play(player, 12, 0, 1));
    assertEquals(Set.of(0), gap.failures().keySet());
    assertTrue(gap.getMessage().contains("takes effect at control step 4"), gap.getMessage());
    assertPlayed(1, 13, 0);
    planner.lag = -3;
    PolicyAnswerException over =
        assertThrows(PolicyAnswerException.class, () -> play(player, 12, 0));
    assertTrue(over.getMessage().contains("is over at step 2"), over.getMessage());
  }

  @Test
  void aMissingAnswerLeavesTheOtherEnvironmentsTheirs() {
    Counting planner = new Counting();
    planner.failing = 1;
    ChunkPlayer player = new ChunkPlayer(planner, ACTION, 3);
    for (int environment = 0; environment < 3; environment++) {
      player.start(environment, Episode.seed(1));
    }
    PolicyAnswerException missing =
        assertThrows(PolicyAnswerException.class, () -> play(player, 10, 0, 1, 2));
    assertEquals(Map.of(1, "no answer"), missing.failures());
    assertPlayed(0, 10, 0);
    assertPlayed(2, 12, 0);
  }

  @Test
  void refusesToPlayMoreThanAChunkHolds() {
    assertThrows(IllegalArgumentException.class, () -> new ChunkPlayer(new Counting(), ACTION, 4));
  }
}
