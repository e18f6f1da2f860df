package org.workcell.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.policy.RandomPolicy;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.testing.PointMassTask;

class RolloutTest {

  private static final int HORIZON = 3;
  private static final int STEPS = 6;

  private static VectorEnvironment open(TaskDefinition task) {
    EnvironmentOptions options = EnvironmentOptions.defaults().withHorizon(HORIZON);
    return VectorEnvironment.open(VectorOptions.of(task, options, 2), PoolOptions.of(2));
  }

  /** Steps 0 to 2 are an episode, step 3 resets, steps 4 and 5 begin another one. */
  @Test
  void advantagesOfTruncatedEpisodes() {
    TaskDefinition reach = TaskRegistry.load().task("metaworld/reach-v3").orElseThrow();
    try (VectorEnvironment vector = open(reach)) {
      Rollout rollout = new Rollout(vector, STEPS, 5);
      rollout.collect(new RandomPolicy(vector.layout().action()));
      float[] values = new float[(STEPS + 1) * 2];
      for (int i = 0; i < values.length; i++) {
        values[i] = i;
      }
      double discount = 0.9;
      // No weight on later surprises: what is left is one step's surprise.
      float[] single = rollout.advantages(values, 0, discount, 0);
      for (int i = 0; i < single.length; i++) {
        boolean resets = i / 2 == HORIZON;
        assertEquals(resets ? 0 : discount * (i + 2) - i, single[i], 1e-5, "step " + i / 2);
      }
      float[] traced = rollout.advantages(values, 0, discount, 0.5);
      for (int env = 0; env < 2; env++) {
        assertEquals(single[4 + env], traced[4 + env], 1e-5);
        assertEquals(single[2 + env] + 0.45 * traced[4 + env], traced[2 + env], 1e-5);
        assertEquals(single[env] + 0.45 * traced[2 + env], traced[env], 1e-5);
        assertEquals(0, traced[6 + env]);
        assertEquals(single[10 + env], traced[10 + env], 1e-5);
      }
      float[] rewarded = rollout.advantages(new float[values.length], 1, 0, 0);
      double sum = 0;
      for (float reward : rewarded) {
        sum += reward;
      }
      assertTrue(sum > 0);
      assertEquals(sum / 10, rollout.meanReward(), 1e-5);
    }
  }

  @Test
  void keepsWhatWasSeenAndDone() {
    TaskDefinition reach = TaskRegistry.load().task("metaworld/reach-v3").orElseThrow();
    try (VectorEnvironment vector = open(reach)) {
      Rollout rollout = new Rollout(vector, STEPS, 5);
      RandomPolicy policy = new RandomPolicy(vector.layout().action());
      float[] first = row(vector);
      rollout.collect(policy);
      assertArrayEquals(first, Arrays.copyOf(rollout.observations(), 39));
      int last = STEPS * 2 * 39;
      float[] seenLast = Arrays.copyOfRange(rollout.observations(), last, last + 39);
      assertArrayEquals(row(vector), seenLast);
      assertEquals(STEPS * 2 * 4, rollout.actions().length);
      float[] acted = rollout.actions().clone();
      rollout.collect(policy);
      assertArrayEquals(seenLast, Arrays.copyOf(rollout.observations(), 39));
      assertFalse(Arrays.equals(acted, rollout.actions()));
    }
  }

  private static float[] row(VectorEnvironment vector) {
    float[] row = new float[39];
    for (int i = 0; i < 39; i++) {
      row[i] = (float) vector.current().rows().observation(0).get(0, i);
    }
    return row;
  }

  @Test
  void blocksLieSideBySide() {
    try (VectorEnvironment vector = open(new PointMassTask())) {
      Rollout rollout = new Rollout(vector, STEPS, 5);
      rollout.collect(new RandomPolicy(vector.layout().action()));
      assertEquals(6, rollout.inputSize());
      int last = STEPS * 2 * 6;
      for (int i = 0; i < 6; i++) {
        double seen =
            i < 4
                ? vector.current().rows().observation(0).get(0, i)
                : vector.current().rows().observation(1).get(0, i - 4);
        assertEquals((float) seen, rollout.observations()[last + i]);
      }
      // Step 2 ends the episodes; step 3 resets; steps 4 and 5 begin another.
      assertEquals(2, rollout.endedEpisodes());
    }
  }
}
