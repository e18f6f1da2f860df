package org.workcell.tasks;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.testing.PointMassTask;

/**
 * Whatever is restored, no environment but the one it was restored into notices, and that one is as
 * good as new after a reset.
 */
class DamagedSnapshotTest {

  private static final String POINT_MASS = "point-mass";

  @ParameterizedTest
  @ValueSource(strings = {POINT_MASS, "metaworld/pick-place-v3", "kitchen/microwave-v1"})
  void leavesNoTrace(String task) {
    try (DamagedSnapshots snapshots = new DamagedSnapshots(task(task), 5)) {
      snapshots.damage(50, 1);
      snapshots.damage(700, 100);
      snapshots.forge(300, 30);
    }
  }

  /** 100,000 snapshots together. Prints what became of them. */
  @Tag("soak")
  @ParameterizedTest
  @ValueSource(strings = {POINT_MASS, "metaworld/pick-place-v3", "kitchen/microwave-v1"})
  void leavesNoTraceInTheLongRun(String task) {
    for (int seed = 0; seed < 10; seed++) {
      try (DamagedSnapshots snapshots = new DamagedSnapshots(task(task), seed)) {
        snapshots.damage(1_667, 200);
        System.out.printf("%s damaged: %s%n", task, snapshots.report());
        snapshots.forge(1_667, 50);
        System.out.printf("%s with forged ones: %s%n", task, snapshots.report());
      }
    }
  }

  private static TaskDefinition task(String id) {
    return id.equals(POINT_MASS) ? new PointMassTask() : TaskRegistry.load().task(id).orElseThrow();
  }
}
