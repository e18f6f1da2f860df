package org.workcell.sim.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workcell.sim.batch.EpisodeColumn;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.testing.PointMassTask;

/** Work is done once, also where a worker finishes before all of it has been handed over. */
class VectorHandOverTest {

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void environmentsThatResetAreRunOnce() {
    VectorOptions options =
        VectorOptions.of(new PointMassTask(), EnvironmentOptions.defaults().withHorizon(1), 64);
    try (PooledVectorEnvironment vector = VectorEnvironment.open(options, PoolOptions.of(2))) {
      vector.reset(0);
      for (int pair = 0; pair < 2000; pair++) {
        VectorBatch stepped = vector.step();
        assertEquals(RowStatus.STEPPED, stepped.status(63));
        VectorBatch reset = vector.step();
        for (int row = 0; row < reset.size(); row++) {
          assertEquals(RowStatus.RESET, reset.status(row));
          assertEquals(0, reset.rows().episode().get(row, EpisodeColumn.STEPS.ordinal()));
        }
      }
    }
  }

  /** The hand-over asks twice, and a worker may have finished the slot in between. */
  @Test
  void whoResetsIsSettledBeforeAWorkerRuns() {
    VectorOptions options =
        VectorOptions.of(new PointMassTask(), EnvironmentOptions.defaults().withHorizon(1), 1);
    try (PooledVectorEnvironment vector = VectorEnvironment.open(options, PoolOptions.of(1))) {
      vector.reset(0);
      assertEquals(RowStatus.STEPPED, vector.step().status(0));
      assertEquals(RowStatus.RESET, vector.step().status(0));
      assertTrue(vector.core().slot(0).willReset(), "as it was when the step was prepared");
    }
  }
}
