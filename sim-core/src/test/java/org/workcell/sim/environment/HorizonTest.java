package org.workcell.sim.environment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.task.ResetOptions;
import org.workcell.testing.PointMassTask;

/** Episodes of any length up to the bound, whose memory grows with the steps taken. */
class HorizonTest {

  @ParameterizedTest
  @ValueSource(ints = {0, -1, EnvironmentOptions.MAX_HORIZON + 1, Integer.MAX_VALUE})
  void horizonsOutOfBoundsAreRefused(int steps) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> EnvironmentOptions.defaults().withHorizon(steps))
            .getMessage();
    assertEquals("horizon must be 1 to 1000000 steps, not " + steps, message);
  }

  @Test
  void aLongHorizonTakesNoMemoryBeforeItsSteps() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    EnvironmentOptions options =
        EnvironmentOptions.defaults().withHorizon(EnvironmentOptions.MAX_HORIZON);
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      SimulatedEnvironment environment = factory.newEnvironment(new PointMassTask(), options);
      BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
      environment.reset(ResetOptions.seed(1), storage, 0);
      long before = threads.getCurrentThreadAllocatedBytes();
      environment.reset(ResetOptions.seed(2), storage, 0);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(allocated < 100_000, allocated + " bytes");
    }
  }

  @Test
  void theLogGrowsAndKeepsAllActions() {
    BatchBlock action =
        BatchBlock.allocate(BlockSpec.vector("action", DataType.FLOAT32, 2, -1, 1), 1);
    int steps = 5_000;
    ActionLog log = new ActionLog();
    byte[] expected = new byte[steps * action.rowBytes()];
    byte[] row = new byte[action.rowBytes()];
    log.start(EnvironmentOptions.MAX_HORIZON, action);
    for (int step = 0; step < steps; step++) {
      action.put(0, 0, step);
      log.append(action, 0);
      action.getRowBytes(0, row);
      System.arraycopy(row, 0, expected, step * row.length, row.length);
    }
    assertEquals(steps, log.steps());
    assertArrayEquals(expected, log.toBytes());
    ActionLog other = new ActionLog();
    other.start(EnvironmentOptions.MAX_HORIZON, action);
    other.load(expected);
    other.append(action, 0);
    assertEquals(steps + 1, other.steps());
  }
}
