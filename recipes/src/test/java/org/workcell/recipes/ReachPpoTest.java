package org.workcell.recipes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.workcell.policies.testing.Models;

/** Trains for a minute or two: {@code ./workcell test -Pexamples}. */
@Tag("example")
class ReachPpoTest {

  private static final int ROUNDS = 40;
  private static final long TEST_SEED = 1_000_000;

  @Test
  void reachesGoalsThatItNeverSaw() {
    Models.needLibtorch();
    long start = System.nanoTime();
    try (ReachPpo ppo = new ReachPpo(Long.getLong("seed", 1))) {
      double reward = 0;
      for (int round = 0; round < ROUNDS; round++) {
        reward = ppo.iterate();
      }
      double seconds = (System.nanoTime() - start) * 1e-9;
      double success = ppo.evaluate(TEST_SEED, 50);
      System.out.printf(
          "%d rounds, %.0f s: mean reward %.2f, success_once %.2f%n",
          ROUNDS, seconds, reward, success);
      Path file = Path.of("target", "reach-ppo.pt").toAbsolutePath();
      ppo.export(file);
      System.out.println("bench metaworld/reach-v3 --policy " + file);
      assertTrue(success >= 0.9, "success_once " + success);
    }
  }
}
