package org.workcell.tasks.rlbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.rlbench.TabletopTasks.Bench;

/** Where things stand at the start of episodes, in every task. */
class PlacementTest {

  private static final int SEEDS = 20;
  private static final int MANY_SEEDS = 100;
  private static final double DEEPEST_METRES = 0.001;

  @TestFactory
  Stream<DynamicTest> everyTask() {
    return everyTask(SEEDS);
  }

  @Tag("soak")
  @TestFactory
  Stream<DynamicTest> everyTaskWithManySeeds() {
    return everyTask(MANY_SEEDS);
  }

  private static Stream<DynamicTest> everyTask(int seeds) {
    return TabletopTasks.names().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> placesAreSound(name, seeds)));
  }

  private static void placesAreSound(String name, int seeds) {
    Set<String> places = new HashSet<>();
    try (Bench bench = new Bench(name, Map.of())) {
      for (long seed = 0; seed < seeds; seed++) {
        bench.reset(seed);
        places.add(Arrays.toString(bench.environment().record().context()));
        requireNothingPenetrates(bench.environment().physics(), name, seed);
      }
    }
    assertEquals(seeds, places.size(), "different placements of " + name);
  }

  private static void requireNothingPenetrates(Physics physics, String name, long seed) {
    Contacts contacts = new Contacts(500);
    physics.readContacts(contacts);
    for (int i = 0; i < contacts.size(); i++) {
      double depth = -contacts.distance(i);
      assertTrue(
          depth <= DEEPEST_METRES,
          "%s, seed %d: geoms %d and %d penetrate by %s m"
              .formatted(name, seed, contacts.geom1(i), contacts.geom2(i), depth));
    }
    assertTrue(physics.scene().get(ModelField.GRAVITY, 2) < 0);
  }
}
