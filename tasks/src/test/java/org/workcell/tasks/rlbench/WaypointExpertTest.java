package org.workcell.tasks.rlbench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.workcell.tasks.rlbench.TabletopTasks.Bench;

/** The demonstrations of every task, by joints and by planned poses. */
class WaypointExpertTest {

  private static final int EPISODES = 3;

  private static final int ENOUGH = 1;

  @TestFactory
  Stream<DynamicTest> byJoints() {
    return everyTask(Map.of());
  }

  @TestFactory
  Stream<DynamicTest> byPlannedPoses() {
    return everyTask(Map.of("action_mode", "ee_planning"));
  }

  private static Stream<DynamicTest> everyTask(Map<String, String> settings) {
    return TabletopTasks.names().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> succeeds(name, settings)));
  }

  /** Rates are measured elsewhere; a task whose demonstration fails three times is broken. */
  private static void succeeds(String name, Map<String, String> settings) {
    int succeeded = 0;
    try (Bench bench = new Bench(name, settings)) {
      for (long seed = 0; seed < EPISODES && succeeded < ENOUGH; seed++) {
        succeeded += bench.expertSucceeds(400 + seed) ? 1 : 0;
      }
    }
    assertTrue(succeeded >= ENOUGH, "%s: %d successes".formatted(name, succeeded));
  }
}
