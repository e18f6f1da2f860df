package org.workcell.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.PooledVectorEnvironment;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.testing.PointMassTask;

class RolloutGroupsTest {

  private final RolloutGroups groups = new RolloutGroups(4);

  @Test
  void leaveOneOutComparesWithTheOthers() {
    double third = 1 / 3.0;
    double[] advantages = groups.leaveOneOutAdvantages(new double[] {1, 0, 0, 0, 1, 1, 1, 1});
    assertArrayEquals(new double[] {1, -third, -third, -third, 0, 0, 0, 0}, advantages, 1e-15);
  }

  @Test
  void normalizedAdvantagesHaveUnitDeviation() {
    double root = Math.sqrt(3);
    double[] advantages = groups.normalizedAdvantages(new double[] {1, 0, 0, 0, 5, 5, 5, 5});
    assertArrayEquals(
        new double[] {root, -1 / root, -1 / root, -1 / root, 0, 0, 0, 0}, advantages, 1e-12);
  }

  @Test
  void groupsWithEqualOutcomesAreFound() {
    double[] outcomes = {1, 0, 1, 1, 0, 0, 0, 0};
    assertFalse(groups.allEqual(outcomes, 0));
    assertTrue(groups.allEqual(outcomes, 1));
    assertThrows(IllegalArgumentException.class, () -> groups.allEqual(outcomes, 2));
    assertThrows(IllegalArgumentException.class, () -> groups.leaveOneOutAdvantages(new double[5]));
    assertThrows(IllegalArgumentException.class, () -> new RolloutGroups(1));
  }

  @Test
  void membersAreIdenticalUntilActionsDiffer() {
    VectorOptions options = VectorOptions.of(new PointMassTask(), EnvironmentOptions.defaults(), 8);
    try (PooledVectorEnvironment vector = VectorEnvironment.open(options, PoolOptions.of(2))) {
      List<ResetOptions> starts =
          List.of(ResetOptions.seed(1).withContext(0.5, 0.5), ResetOptions.seed(2));
      int[] all = IntStream.range(0, 8).toArray();
      vector.reset(all, groups.tile(starts));
      vector.step();
      assertEquals(seen(vector, 4), seen(vector, 7), 0, "same noise, too");
      vector.current().rows().action().put(7, 0, 1);
      vector.step();
      assertEquals(seen(vector, 4), seen(vector, 6), 0);
      assertTrue(seen(vector, 7) > seen(vector, 4));
      assertEquals(1, groups.groupOf(7));
    }
  }

  private static double seen(VectorEnvironment vector, int environment) {
    return vector.current().rows().observation(0).get(environment, 2)
        + vector.current().rows().observation(0).get(environment, 0);
  }
}
