package org.workcell.sim.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.policy.RandomPolicy;
import org.workcell.sim.vector.Autoreset;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.PooledVectorEnvironment;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.testing.PointMassTask;

class RolloutRunnerTest {

  private static final int COUNT = 5;
  private static final int ROUNDS = 25;

  private static final VectorOptions OPTIONS =
      VectorOptions.of(new PointMassTask(), EnvironmentOptions.defaults().withHorizon(7), COUNT);

  private static Policy policy() {
    return new RandomPolicy(OPTIONS.members().get(0).taskSpec().action());
  }

  @Test
  void equalsASingleVector() {
    double[][] expected = new double[COUNT][ROUNDS];
    Policy policy = policy();
    try (PooledVectorEnvironment vector = VectorEnvironment.open(OPTIONS, PoolOptions.of(1))) {
      VectorBatch batch = vector.reset(3);
      int[] all = IntStream.range(0, COUNT).toArray();
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < COUNT; i++) {
          if (batch.startsEpisode(i)) {
            policy.start(i, batch.episode(i));
          }
        }
        policy.act(batch.rows(), all, batch.rows().action());
        batch = vector.step();
        for (int i = 0; i < COUNT; i++) {
          expected[i][round] = batch.rows().reward().get(i, 0);
        }
      }
    }
    double[][] found = new double[COUNT][ROUNDS];
    int[] rounds = new int[COUNT];
    try (RolloutRunner runner = new RolloutRunner(OPTIONS, PoolOptions.of(2), policy())) {
      runner.reset(3);
      runner.run(
          ROUNDS,
          (before, after, environments) -> {
            for (int row = 0; row < environments.length; row++) {
              int environment = environments[row];
              found[environment][rounds[environment]++] = after.rows().reward().get(row, 0);
            }
          });
      assertArrayEquals(expected, found);
      RolloutTimes times = runner.times();
      long resets = (ROUNDS / 8) * (long) COUNT;
      assertEquals((long) ROUNDS * COUNT - resets, times.steps());
      assertTrue(times.simulationShare() > 0 && times.inferenceShare() > 0);
      assertEquals(1, times.simulationShare() + times.waitingShare(), 1e-9);
    }
  }

  @Test
  void refusesWhatItCannotRoll() {
    VectorOptions one = VectorOptions.of(new PointMassTask(), EnvironmentOptions.defaults(), 1);
    for (VectorOptions options : Arrays.asList(one, OPTIONS.withAutoreset(Autoreset.DISABLED))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new RolloutRunner(options, PoolOptions.of(1), policy()));
    }
  }
}
